// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import Testing

@testable import Sprig

@Suite struct CertificateTests {
    /// Runs OpenSSL over the text of a file, and returns what it prints.
    private static func openssl(_ arguments: [String], _ text: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appending(path: "in"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.currentDirectoryURL = folder
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        ("ecdsa", "EC Key valid"),
        ("ed25519", "ED25519"),
        ("rsa", "RSA key ok"),
        ("", "RSA key ok"),
        ("dsa", "2048 bit"),
    ])
    func keysAreReadByOpenSSL(kind: String, word: String) throws {
        let key = Rendering.text("{{ genPrivateKey \"\(kind)\" }}")
        let command: [String: [String]] = [
            "ecdsa": ["ec", "-check", "-noout"], "rsa": ["rsa", "-check", "-noout"], "": ["rsa", "-check", "-noout"],
            "dsa": ["dsa", "-text", "-noout"],
        ]
        let output = try Self.openssl((command[kind] ?? ["pkey", "-text", "-noout"]) + ["-in", "in"], key)
        #expect(output.contains(word), "\(output)")
    }

    @Test(arguments: ["", "ecdsa", "ed25519"])
    func chainsAreVerifiedByOpenSSL(kind: String) throws {
        let key = kind.isEmpty ? "" : #" (genPrivateKey "\#(kind)")"#
        let suffix = kind.isEmpty ? "" : "WithKey"
        let template =
            #"{{ $ca := genCA\#(suffix) "ca" 3\#(key) }}"#
            + #"{{ $c := genSignedCert\#(suffix) "c" (list "10.0.0.1" "::1") (list "a.b") 5 $ca\#(key) }}"#
        let text = Rendering.text(template + "{{ $c.Cert }}{{ $ca.Cert }}")
        // The file holds both: the first is checked, and the second is trusted.
        let output = try Self.openssl(["verify", "-no_check_time", "-CAfile", "in", "in"], text)
        #expect(output.contains("in: OK"), "\(output)")
        let shown = try Self.openssl(["x509", "-in", "in", "-noout", "-text"], text)
        for part in [
            "Issuer: CN = ca", "Subject: CN = c", "Not Before: Jan  1 00:00:00 2024 GMT",
            "Not After : Jan  6 00:00:00 2024 GMT", "DNS:a.b, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1",
            "CA:FALSE", "Digital Signature, Key Encipherment",
            "TLS Web Server Authentication, TLS Web Client Authentication",
        ] {
            #expect(shown.contains(part), "\(part) in \(shown)")
        }
    }

    @Test func anAuthoritySaysSo() throws {
        let text = Rendering.text(#"{{ (genCAWithKey "Größe" 365 (genPrivateKey "ecdsa")).Cert }}"#)
        let shown = try Self.openssl(["x509", "-in", "in", "-noout", "-text", "-nameopt", "utf8"], text)
        for part in [
            "CN=Größe", "CA:TRUE", "Digital Signature, Key Encipherment, Certificate Sign",
            "Not After : Dec 31 00:00:00 2024 GMT", "X509v3 Subject Key Identifier",
        ] {
            #expect(shown.contains(part), "\(part) in \(shown)")
        }
    }

    @Test func aCertificateIsSignedByItself() throws {
        let text = Rendering.text(
            #"{{ $c := genSelfSignedCertWithKey "me" nil (list "a") 20000 (genPrivateKey "ecdsa") }}{{ $c.Cert }}"#
        )
        #expect(try Self.openssl(["verify", "-no_check_time", "-CAfile", "in", "in"], text).contains("in: OK"))
        #expect(
            try Self.openssl(["x509", "-in", "in", "-noout", "-dates"], text).contains(
                "notAfter=Oct  4 00:00:00 2078 GMT"
            )
        )
    }

    @Test func aKeyThatIsGivenIsKept() {
        let template = #"{{ $k := genPrivateKey "KIND" }}{{ eq $k (genCAWithKey "x" 1 $k).Key }}"#
        for kind in ["ecdsa", "ed25519"] { #expect(Rendering.text(template.replacing("KIND", with: kind)) == "true") }
        #expect(
            Rendering.text(
                #"{{ $c := genCA "x" 1 }}{{ eq $c.Key (genSelfSignedCertWithKey "y" nil nil 1 $c.Key).Key }}"#
            ) == "true"
        )
    }

    @Test func aCertificateHasTwoFields() {
        let template = #"{{ $c := genCAWithKey "x" 1 (genPrivateKey "ed25519") }}"#
        #expect(Rendering.text(template + "{{ typeOf $c }} {{ kindOf $c }}") == "sprig.certificate struct")
        #expect(
            Rendering.text(template + "{{ $c.Cert | trunc 27 }} {{ $c.Key | trunc 27 }}")
                == "-----BEGIN CERTIFICATE----- -----BEGIN PRIVATE KEY-----"
        )
        #expect(Rendering.text(template + #"{{ $c | toJson | trunc 12 }}"#) == #"{"Cert":"---"#)
        #expect(
            Rendering.text(template + "{{ buildCustomCert (b64enc $c.Cert) (b64enc $c.Key) | deepEqual $c }}") == "true"
        )
        #expect(Rendering.text(template + "{{ deepEqual $c $c }} {{ default 1 $c | kindOf }}") == "true struct")
    }

    @Test(
        arguments: [
            (#"{{ genPrivateKey "x" }}"#, "Unknown type x"),
            (#"{{ buildCustomCert "!" "!" }}"#, "error calling buildCustomCert: unable to decode base64 certificate"),
            (#"{{ buildCustomCert "" "!" }}"#, "error calling buildCustomCert: unable to decode base64 private key"),
            (#"{{ buildCustomCert "" "" }}"#, "error calling buildCustomCert: unable to decode certificate"),
            (
                #"{{ genSelfSignedCert "c" (list 5) nil 1 }}"#,
                "error calling genSelfSignedCert: error parsing ip: 5 is not a string"
            ),
            (
                #"{{ genSelfSignedCert "c" (list "1.2.3") nil 1 }}"#,
                "error calling genSelfSignedCert: error parsing ip: 1.2.3"
            ),
            (
                #"{{ genSelfSignedCert "c" nil (list 5) 1 }}"#,
                "error calling genSelfSignedCert: error processing alternate dns name: 5 is not a string"
            ),
            (#"{{ genCAWithKey "c" 1 "" }}"#, "error calling genCAWithKey: parsing private key: no PEM data in input"),
            (
                #"{{ genCAWithKey "c" 1 "-----BEGIN X-----\nYQ==\n-----END X-----" }}"#,
                "error calling genCAWithKey: parsing private key: no private key data in PEM block of type X"
            ),
            (
                #"{{ genCAWithKey "c" 1 "-----BEGIN X PRIVATE KEY-----\nYQ==\n-----END X PRIVATE KEY-----" }}"#,
                "error calling genCAWithKey: parsing private key: invalid private key type X"
            ),
            (
                #"{{ genCAWithKey "c" 1 "-----BEGIN EC PRIVATE KEY-----\nYQ==\n-----END EC PRIVATE KEY-----" }}"#,
                "parsing EC private key from PEM: asn1: structure error: tags don't match"
            ),
            (
                #"{{ genCAWithKey "c" 1 (genPrivateKey "dsa") }}"#,
                "error creating certificate: x509: certificate private key does not implement crypto.Signer"
            ),
            (
                #"{{ $k := genPrivateKey "ed25519" }}{{ $a := genCAWithKey "a" 1 $k }}"#
                    + #"{{ $b := genCAWithKey "b" 1 (genPrivateKey "ed25519") }}"#
                    + #"{{ genSignedCertWithKey "c" nil nil 1 (buildCustomCert (b64enc $a.Cert) (b64enc $b.Key)) $k }}"#,
                "x509: provided PrivateKey doesn't match parent's PublicKey"
            ),
        ]
    )
    func fail(template: String, message: String) { #expect(Rendering.text(template).hasSuffix(message)) }

    @Test func keysOfOpenSSLAreRead() throws {
        for arguments in [
            ["genpkey", "-algorithm", "ed25519"], ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
            ["ecparam", "-genkey", "-noout", "-name", "secp384r1"],
            ["ecparam", "-genkey", "-noout", "-name", "secp521r1"],
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], ["genrsa", "-traditional", "1024"],
        ] {
            let text = try Self.openssl(arguments, "")
            let start = try #require(text.range(of: "-----BEGIN"))
            let key = try PrivateKey(Text(String(text[start.lowerBound...])))
            #expect(key.publicInfo != nil)
            let name = DER.sequence([])
            let template = CertificateTemplate(
                commonName: "x",
                addresses: [],
                hosts: [],
                start: Instant(seconds: 0, nanoseconds: 0, zone: .utc),
                days: 1,
                serial: [1]
            )
            let certificate = try template.signed(for: key, by: nil)
            #expect(ReadCertificate(certificate)?.subject != name)
            let verified = try Self.openssl(
                ["verify", "-no_check_time", "-CAfile", "in", "in"],
                PEM(label: "CERTIFICATE", bytes: certificate).text.string
            )
            #expect(
                verified.contains("in: OK") || verified.contains("too weak") || verified.contains("too small"),
                "\(verified)"
            )
        }
    }
}
