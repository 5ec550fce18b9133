// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The certificates of a file, as PEM text.
///
/// OpenSSL accepts nothing from a text with one damaged certificate. So only valid ones are kept, as in Go.
struct TrustedCertificates: Sendable {
    let text: String

    private static let labels: Set<Substring> = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]

    /// Reads a file; fails if it cannot be read or contains no certificate.
    init(file path: String) throws(SettingsError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingsError(
                path: path,
                message: "the certificate file cannot be read: \(error.readingProblem)",
                remedy: "make it readable for the user who runs mirror"
            )
        }
        let blocks = Self.blocks(in: String(decoding: data, as: UTF8.self))
        guard !blocks.isEmpty else {
            throw SettingsError(
                path: path,
                message: "the file contains no PEM certificate (`-----BEGIN CERTIFICATE-----`)",
                remedy: "convert a DER file to PEM with: openssl x509 -inform der -in \(path)"
            )
        }
        text = blocks.joined(separator: "\n")
    }

    private static func blocks(in text: String) -> [String] {
        var blocks: [String] = []
        var label: Substring?
        var body = ""
        for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
                label = line.dropFirst("-----BEGIN ".count).dropLast(5)
                body = ""
            } else if let begun = label, line == "-----END \(begun)-----" {
                if labels.contains(begun), let data = Data(base64Encoded: body), isCertificate([UInt8](data)) {
                    blocks.append("-----BEGIN \(begun)-----\n\(body.folded)\n-----END \(begun)-----")
                }
                label = nil
            } else if label != nil {
                body += line
            }
        }
        return blocks
    }

    /// Whether the bytes are a complete sequence whose first part is a sequence (X.509, DER).
    private static func isCertificate(_ bytes: [UInt8]) -> Bool {
        guard let whole = sequence(bytes[...]), let first = sequence(whole) else { return false }
        return !first.isEmpty
    }

    /// The content of the DER sequence at the beginning of the bytes; `nil` if no sequence begins there, or it ends early.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let bytes = Array(bytes)
        guard bytes.count >= 2, bytes[0] == 0x30 else { return nil }
        var length = Int(bytes[1])
        var start = 2
        if length >= 0x80 {
            let count = length - 0x80
            guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
            length = bytes[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        return start + length <= bytes.count ? bytes[start..<(start + length)] : nil
    }
}

extension String {
    /// The text in lines of 64 characters, as PEM requires.
    fileprivate var folded: String {
        stride(from: 0, to: count, by: 64).map { String(dropFirst($0).prefix(64)) }.joined(separator: "\n")
    }
}
