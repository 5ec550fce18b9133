// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Registry

@Suite("The text of certificates")
struct TrustTextTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// A sequence in a sequence, with so many bytes inside: the least that could be a certificate.
    private static func body(_ count: Int) -> String {
        func sequence(_ bytes: [UInt8]) -> [UInt8] {
            bytes.count < 0x80
                ? [0x30, UInt8(bytes.count)] + bytes
                : [0x30, 0x82, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xff)] + bytes
        }
        return Data(sequence(sequence([UInt8](repeating: 5, count: count)))).base64EncodedString()
    }

    private static func block(_ body: String, label: String = "CERTIFICATE", end: String? = nil) -> String {
        "-----BEGIN \(label)-----\n\(body)\n-----END \(end ?? label)-----\n"
    }

    private func text(_ content: String) throws -> String {
        try TrustedCertificates(file: folder.write(content, to: "ca.crt")).text
    }

    @Test(
        "is taken under each of the names that OpenSSL has for it",
        arguments: ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]
    )
    func labels(label: String) throws {
        let found = try text(Self.block(Self.body(3), label: label))
        #expect(found == Self.block(Self.body(3), label: label).dropLast())
    }

    @Test("is folded to lines of 64 characters, however it was written")
    func folds() throws {
        let body = Self.body(200)
        let lines = try text(Self.block(body)).split(separator: "\n").dropFirst().dropLast()
        #expect(lines.joined() == body)
        #expect(lines.dropLast().allSatisfy { $0.count == 64 })
        let spaced =
            "text before\r\n-----BEGIN CERTIFICATE-----\r\n  \(body.prefix(70))  \r\n\t\(body.dropFirst(70))\r\n-----END CERTIFICATE-----\r\n"
        #expect(try text(spaced) == text(Self.block(body)))
    }

    @Test(
        "leaves out what is no certificate, and keeps what is",
        arguments: [
            block(body(3), label: "PRIVATE KEY"), block("!!!!"), block("AAAA"), block(""),
            block(body(3), end: "PRIVATE KEY"),
            "-----BEGIN CERTIFICATE-----\n\(body(3))\n", block(String(body(300).prefix(120))), "no PEM at all\n",
        ]
    )
    func damaged(content: String) throws {
        let good = Self.block(Self.body(9))
        #expect(try text(good + content) == good.dropLast())
        let error = #expect(throws: SettingsError.self) { try text(content) }
        #expect(error?.path == folder["ca.crt"])
        #expect(error?.message == "the file contains no PEM certificate (`-----BEGIN CERTIFICATE-----`)")
        #expect(error?.remedy == "convert a DER file to PEM with: openssl x509 -inform der -in \(folder["ca.crt"])")
    }

    @Test("cannot be had of a file that is not there")
    func missing() {
        let error = #expect(throws: SettingsError.self) { try TrustedCertificates(file: folder["none"]) }
        #expect(error?.message.hasPrefix("the certificate file cannot be read: ") == true)
        #expect(error?.remedy == "make it readable for the user who runs mirror")
        #expect(SettingsError(path: "p", message: "m", remedy: "r").description == "p: m\nr")
    }

    @Test("is the same as OpenSSL reads", .waitsForPrograms)
    func openSSL() throws {
        try toolOutput([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
            folder["key"], "-out", folder["cert"],
            "-days", "2", "-subj", "/CN=test",
        ])
        let text = try TrustedCertificates(file: folder["cert"]).text
        try folder.write(text + "\n", to: "again")
        let fingerprint = ["openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in"]
        #expect(try toolOutput(fingerprint + [folder["again"]]) == toolOutput(fingerprint + [folder["cert"]]))
        // The key beside it is none.
        #expect(throws: SettingsError.self) { try TrustedCertificates(file: folder["key"]) }
    }
}
