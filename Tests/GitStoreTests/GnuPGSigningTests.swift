// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

/// With the programs themselves and keys of theirs, because only they know what they accept.
@Suite("A commit that GnuPG signs", .waitsForPrograms)
struct GnuPGSigningTests {
    private static let hasGPGSM = FileManager.default.isExecutableFile(atPath: "/usr/bin/gpgsm")

    private let sandbox: GitSandbox
    private let environment: [String: String]

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.write("1\n", to: "file")
        let home = try sandbox.directory.makeDirectory("gnupg")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home)
        environment = ["PATH": "/usr/bin:/bin", "HOME": sandbox.directory.path, "GNUPGHOME": home]
    }

    @discardableResult
    private func run(_ command: String..., input: String = "") throws -> String {
        try toolOutput(command, environment: environment, in: sandbox.directory.path, input: Array(input.utf8))
    }

    /// Commits as the settings say; returns the signature, which git has verified.
    private func signed(_ settings: (String, String)...) throws -> GitSignedData? {
        // Agents would outlive the test, and hold its folder.
        defer { _ = try? run("gpgconf", "--kill", "all") }
        for (name, value) in [("commit.gpgsign", "true")] + settings { try sandbox.git("config", name, value) }
        let ada = GitIdentity(name: "Ada", email: "ada@example.com")
        var change = GitChange(
            adding: [try GitPath("file")],
            message: "Record\n",
            author: ada,
            committer: ada,
            time: GitTime(seconds: 1_780_000_000)
        )
        change.environment = environment
        let repository = try GitRepository(at: sandbox.path)
        let made = try #require(try repository.commit(change))
        try run("git", "-C", sandbox.path, "verify-commit", made)
        return try repository.signature(ofCommit: made)
    }

    @Test("with OpenPGP is verified by git")
    func openPGP() throws {
        try run(
            "gpg",
            "--batch",
            "--quiet",
            "--passphrase",
            "",
            "--quick-gen-key",
            "Ada <ada@example.com>",
            "ed25519",
            "sign",
            "0"
        )
        #expect(try signed()?.kind == .openPGP)
        try sandbox.git("config", "user.signingkey", "nobody@x.example")
        try sandbox.write("2\n", to: "file")
        let error = #expect(throws: GitError.self) { try signed() }
        #expect(error?.message.contains("`gpg` did not sign with the key nobody@x.example") == true)
    }

    @Test("with X.509 is verified by git", .enabled(if: hasGPGSM, "gpgsm makes these signatures"))
    func x509() throws {
        try run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "certificate.pem",
            "-days",
            "3650",
            "-subj",
            "/CN=Ada",
            "-addext",
            "subjectAltName=email:ada@example.com",
            "-addext",
            "keyUsage=digitalSignature"
        )
        try run(
            "openssl",
            "pkcs12",
            "-export",
            "-legacy",
            "-inkey",
            "key.pem",
            "-in",
            "certificate.pem",
            "-passout",
            "pass:",
            "-out",
            "both.p12"
        )
        try sandbox.directory.write("disable-crl-checks\n", to: "gnupg/gpgsm.conf")
        let print = try run("openssl", "x509", "-in", "certificate.pem", "-noout", "-fingerprint", "-sha1")
        let fingerprint = try #require(print.split(separator: "=").last)
        try sandbox.directory.write("\(fingerprint) S relax\n", to: "gnupg/trustlist.txt")
        try run(
            "gpgsm",
            "--batch",
            "--quiet",
            "--pinentry-mode",
            "loopback",
            "--passphrase-fd",
            "0",
            "--import",
            "both.p12",
            input: "\n"
        )
        #expect(try signed(("gpg.format", "x509"), ("user.signingkey", "ada@example.com"))?.kind == .x509)
    }
}
