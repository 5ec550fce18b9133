// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import OCI

@Suite("A digest")
struct DigestTests {
    private static let hex = String(repeating: "0a", count: 32)
    private static let longHex = String(repeating: "0a", count: 64)

    @Test(
        "of bytes is the one that the standard gives as an example",
        arguments: [
            ("", Digest.Algorithm.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", .sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", .sha256,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abc", .sha512,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
            ),
        ]
    )
    func standardExamples(text: String, algorithm: Digest.Algorithm, hex: String) {
        let digest = Digest(of: text.utf8, algorithm: algorithm)
        #expect(digest.hex == hex)
        #expect(digest.description == "\(algorithm.rawValue):\(hex)")
        #expect(digest.short == String(hex.prefix(12)))
    }

    @Test(
        "of bytes is the one that other programs compute",
        .waitsForPrograms,
        arguments: [0, 1, 55, 56, 63, 64, 65, 127, 128, 4096, 100_001]
    )
    func otherPrograms(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let bytes = generator.bytes(count)
        let short = try toolOutput(["sha256sum"], input: bytes)
        let long = try toolOutput(["sha512sum"], input: bytes)
        #expect(short == "\(Digest(of: bytes).hex)  -")
        #expect(long == "\(Digest(of: bytes, algorithm: .sha512).hex)  -")
    }

    @Test("is the same in whatever pieces the bytes arrive", arguments: Digest.Algorithm.allCases)
    func pieces(algorithm: Digest.Algorithm) {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<50 {
            let bytes = generator.bytes(Int.random(in: 0...2000, using: &generator))
            var hasher = DigestHasher(algorithm)
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 0...300, using: &generator))
                hasher.update(Array(piece))
                rest = rest.dropFirst(piece.count)
                #expect(hasher.count == Int64(bytes.count - rest.count))
            }
            #expect(hasher.finalize() == Digest(of: bytes, algorithm: algorithm))
            // Looking at the digest does not end it.
            #expect(hasher.finalize() == hasher.finalize())
        }
    }

    @Test("is read as it is written", arguments: ["sha256:\(hex)", "sha512:\(longHex)"])
    func reads(text: String) throws {
        let digest = try Digest(text)
        #expect(digest.description == text)
        #expect(digest.algorithm.hexLength == digest.hex.count)
        #expect(try decoded([Digest].self, "[\"\(text)\"]") == [digest])
        #expect(try encoded([digest]) == "[\"\(text)\"]")
    }

    @Test(
        "is refused with the reason",
        arguments: [
            ("", "expected `sha256:` followed by 64 hexadecimal digits"),
            (hex, "expected `sha256:` followed by 64 hexadecimal digits"),
            (":\(hex)", "unknown algorithm ``, expected sha256 or sha512"),
            ("md5:\(hex)", "unknown algorithm `md5`, expected sha256 or sha512"),
            ("SHA256:\(hex)", "unknown algorithm `SHA256`, expected sha256 or sha512"),
            ("sha256 :\(hex)", "unknown algorithm `sha256 `, expected sha256 or sha512"),
            ("sha256:", "found 0 hexadecimal digits, expected 64"),
            ("sha256:0a", "found 2 hexadecimal digits, expected 64"),
            ("sha256:\(hex)0", "found 65 hexadecimal digits, expected 64"),
            ("sha512:\(hex)", "found 64 hexadecimal digits, expected 128"),
            ("sha256:\(longHex)", "found 128 hexadecimal digits, expected 64"),
            ("sha256:\(hex.uppercased())", "expected lower-case hexadecimal digits after `sha256:`"),
            ("sha256:\(hex.dropLast())g", "expected lower-case hexadecimal digits after `sha256:`"),
            ("sha256:sha256:\(hex)", "expected lower-case hexadecimal digits after `sha256:`"),
            ("sha512:\(longHex.dropLast())\n", "expected lower-case hexadecimal digits after `sha512:`"),
            ("sha256:\(hex.dropLast(2))../", "expected lower-case hexadecimal digits after `sha256:`"),
            ("sha256:\(hex.dropLast())٠", "expected lower-case hexadecimal digits after `sha256:`"),
        ]
    )
    func refuses(text: String, message: String) {
        #expect(throws: DigestError(text: text, message: message)) { try Digest(text) }
        #expect(DigestError(text: text, message: message).description == "digest `\(text)`: \(message)")
        // JSON that has it in a document is refused with the same words.
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Digest].self, from: JSONEncoder().encode([text]))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("not a refusal of the digest: \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.contains(message))
    }

    @Test("is in order by its text")
    func order() throws {
        let texts = [
            "sha256:\(digits(0x00))", "sha256:\(digits(0x10))", "sha256:\(digits(0xff))",
            "sha512:\(digits(0))\(digits(0))",
        ]
        let digests = try texts.map { try Digest($0) }
        for (index, left) in digests.enumerated() {
            for (other, right) in digests.enumerated() { #expect((left < right) == (index < other)) }
        }
    }

    private func digits(_ byte: UInt8) -> String {
        String(repeating: String(byte >> 4, radix: 16) + String(byte & 15, radix: 16), count: 32)
    }

    @Test("has a text that fits a tag")
    func tagTexts() throws {
        let short = try Digest("sha256:\(Self.hex)")
        let long = try Digest("sha512:\(Self.longHex)")
        #expect(short.tagText == "sha256-\(Self.hex)")
        // A tag has at most 128 characters, so of 135 the last seven are cut.
        #expect(long.tagText == "sha512-" + Self.longHex.prefix(121))
        #expect(Tag(of: long).description.count == 128)
        #expect(try Tag(short.tagText) == Tag(of: short))
        // The specification cuts the hash of the tag that lists referrers at 64 characters.
        #expect(Tag(referrersOf: short).description == "sha256-\(Self.hex)")
        #expect(Tag(referrersOf: long).description == "sha512-" + Self.longHex.prefix(64))
    }
}
