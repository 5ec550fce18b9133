// SPDX-License-Identifier: Apache-2.0

/// The name of content by its hash: `sha256:…` or `sha512:…` (OCI image-spec, descriptor.md).
package struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The hash algorithms that the specification registers and this tool computes.
    package enum Algorithm: String, Sendable, CaseIterable {
        case sha256
        case sha512

        /// The number of hexadecimal digits of a digest.
        package var hexLength: Int {
            switch self {
            case .sha256: 64
            case .sha512: 128
            }
        }
    }

    package let algorithm: Algorithm
    /// The hash as lower-case hexadecimal digits.
    package let hex: String

    /// Parses `algorithm:hex`.
    package init(_ text: String) throws(DigestError) {
        guard let colon = text.firstIndex(of: ":") else {
            throw DigestError(text: text, message: "expected `sha256:` followed by 64 hexadecimal digits")
        }
        guard let algorithm = Algorithm(rawValue: String(text[..<colon])) else {
            throw DigestError(text: text, message: "unknown algorithm `\(text[..<colon])`, expected sha256 or sha512")
        }
        let hex = text[text.index(after: colon)...]
        guard hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            throw DigestError(
                text: text,
                message: "expected lower-case hexadecimal digits after `\(algorithm.rawValue):`"
            )
        }
        guard hex.utf8.count == algorithm.hexLength else {
            throw DigestError(
                text: text,
                message: "found \(hex.utf8.count) hexadecimal digits, expected \(algorithm.hexLength)"
            )
        }
        self.algorithm = algorithm
        self.hex = String(hex)
    }

    init(algorithm: Algorithm, hash: some Sequence<UInt8>) {
        self.algorithm = algorithm
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(algorithm.hexLength)
        for byte in hash {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 0xf)])
        }
        self.hex = String(decoding: hex, as: UTF8.self)
    }

    /// Hashes bytes that are already in memory.
    package init(of bytes: some Sequence<UInt8>, algorithm: Algorithm = .sha256) {
        var hasher = DigestHasher(algorithm)
        hasher.update(Array(bytes))
        self = hasher.finalize()
    }

    /// The first twelve digits, enough for people to distinguish digests.
    package var short: String { String(hex.prefix(12)) }

    /// The digest as a tag: `sha256-<hex>`, cut to the 128 characters that a tag may have.
    package var tagText: String { String("\(algorithm.rawValue)-\(hex)".prefix(128)) }

    package var description: String { "\(algorithm.rawValue):\(hex)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// An error that a text is not a digest.
package struct DigestError: Error, Sendable, Equatable, CustomStringConvertible {
    package let text: String
    package let message: String

    package var description: String { "digest `\(text)`: \(message)" }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try Digest(container.decode(String.self))
        } catch let error as DigestError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
