// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// A key that signs releases, made by gpg in a home of its own; no agent outlives a call.
///
/// Times are written as gpg takes them, `20220601T000000`, and days as `2021-01-01`.
package final class ReleaseKey: Sendable {
    package let fingerprint: String
    /// The fingerprint of the subkey that signs, if there is one.
    package let subkey: String?
    private let home: TemporaryDirectory

    private init(home: TemporaryDirectory, fingerprint: String, subkey: String?) {
        self.home = home
        self.fingerprint = fingerprint
        self.subkey = subkey
    }

    /// Makes a key that does not expire.
    package static func make(created: String = "20200101T000000", hasSubkey: Bool = false) async throws -> ReleaseKey {
        let home = try TemporaryDirectory()
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home.path)
        let time = ["--faked-system-time", "\(created)!"]
        let name = "Test Release <release@mirror.invalid>"
        _ = try await gpg(time + ["--quick-gen-key", name, "ed25519", "sign", "0"], home)
        func fingerprints() async throws -> [String] {
            try await gpg(["--with-colons", "--list-keys"], home).split(separator: "\n")
                .filter { $0.hasPrefix("fpr:") }
                .map { String($0.split(separator: ":", omittingEmptySubsequences: false)[9]) }
        }
        let primary = try await fingerprints()[0]
        guard hasSubkey else { return ReleaseKey(home: home, fingerprint: primary, subkey: nil) }
        _ = try await gpg(time + ["--quick-add-key", primary, "ed25519", "sign", "0"], home)
        return ReleaseKey(home: home, fingerprint: primary, subkey: try await fingerprints()[1])
    }

    /// The public key, as it is now.
    package func exported(armoured: Bool = true) async throws -> [UInt8] {
        try await output((armoured ? ["--armor"] : []) + ["--export", fingerprint])
    }

    // MARK: Signing

    /// The text that a signature of a release signs.
    package static func claim(
        _ digest: String,
        name: String = "quay.io/openshift-release-dev/ocp-release:4.16.3-x86_64",
        type: String = "atomic container signature"
    ) -> String {
        """
        {"critical":{"identity":{"docker-reference":"\(name)"},\
        "image":{"docker-manifest-digest":"\(digest)"},"type":"\(type)"},\
        "optional":{"creator":"mirror's tests"}}
        """
    }

    /// Signs bytes; `options` are more of gpg's, such as `--armor`.
    package func sign(
        _ body: some Sequence<UInt8>,
        at time: String = "20220601T000000",
        options: [String] = [],
        mode: String = "--sign"
    ) async throws -> [UInt8] {
        let file = try home.write(Array(body), to: "body")
        return try await output(
            ["--faked-system-time", "\(time)!", "--local-user", fingerprint] + options + [mode, file]
        )
    }

    /// Signs the claim of a release.
    package func sign(release digest: String, options: [String] = []) async throws -> [UInt8] {
        try await sign(Self.claim(digest).utf8, options: options)
    }

    /// A message with a text that nobody signed.
    package func unsigned(_ body: some Sequence<UInt8>) async throws -> [UInt8] {
        try await output(["--compress-algo", "none", "--store", try home.write(Array(body), to: "body")])
    }

    // MARK: The end of a key

    /// Gives the key and its subkey an end.
    package func expire(on day: String) async throws {
        let set = ["--faked-system-time", "20200201T000000!", "--quick-set-expire", fingerprint, day]
        _ = try await Self.gpg(set, home)
        if subkey != nil { _ = try await Self.gpg(set + ["*"], home) }
    }

    /// Gives the subkey alone an end.
    package func expireSubkey(on day: String) async throws {
        _ = try await Self.gpg(
            ["--faked-system-time", "20200201T000000!", "--quick-set-expire", fingerprint, day, "*"],
            home
        )
    }

    /// Revokes the key by the certificate that gpg made with it.
    package func revoke() async throws {
        let certificate = String(decoding: try home.read("openpgp-revocs.d/\(fingerprint).rev"), as: UTF8.self)
        // The colon keeps people from importing it by accident.
        let file = try home.write(certificate.replacing("\n:---", with: "\n---"), to: "revocation")
        _ = try await Self.gpg(["--import", file], home)
    }

    /// Revokes the subkey alone.
    package func revokeSubkey() async throws {
        _ = try await Self.gpg(
            ["--no-batch", "--command-fd", "0", "--edit-key", fingerprint],
            home,
            input: "key 1\nrevkey\ny\n1\n\ny\nsave\n"
        )
    }

    // MARK: Running gpg

    private func output(_ arguments: [String]) async throws -> [UInt8] {
        _ = try await Self.gpg(["--output", home["output"]] + arguments, home)
        return try home.read("output")
    }

    private static func gpg(_ arguments: [String], _ home: TemporaryDirectory, input: String = "") async throws
        -> String
    {
        let quiet = ["--batch", "--yes", "--no-tty", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""]
        return try await blocking {
            // The agent that gpg starts would live on.
            defer { _ = try? runTool(["gpgconf", "--homedir", home.path, "--kill", "all"]) }
            return try toolOutput(
                ["gpg", "--homedir", home.path] + quiet + arguments,
                environment: ["LC_ALL": "C"],
                input: Array(input.utf8)
            )
        }
    }
}
