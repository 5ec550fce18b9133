// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// The public keys whose signatures are trusted.
package struct Keyring: Sendable {
    /// The maximum size of a key file in bytes.
    static let fileLimit = 1 << 20
    /// The maximum size of a signed message after unpacking, in bytes.
    static let messageLimit = 1 << 20

    /// The files that contain the keys.
    package let paths: [String]
    /// The trusted keys, in the order of the files.
    let keys: [PublicKey]
    /// All keys of the files in GnuPG's form, to distinguish a key that is not trusted from an unknown one.
    private let stored: [UInt8]
    private let verifier: Program

    /// The fingerprints of the trusted primary keys, in the order of the files.
    package var fingerprints: [String] { keys.map(\.primary.fingerprint.description) }

    /// Reads keys from files, armoured or binary, each with any number of keys.
    ///
    /// If fingerprints are given, only these primary keys and their subkeys are trusted. GnuPG is looked for in the
    /// `PATH` of `environment`. Throws `KeyringError` or `ProgramError`.
    package init(paths: [String], fingerprints: [String] = [], environment: [String: String]) async throws {
        guard !paths.isEmpty else { throw KeyringError.noFiles }
        let files = try await blocking { try paths.map { (path: $0, content: try Self.content(of: $0)) } }
        try await self.init(files, fingerprints: fingerprints, environment: environment)
    }

    /// Takes the contents of key files, each with a name for messages.
    package init(contents: [(name: String, bytes: [UInt8])], environment: [String: String]) async throws {
        for (name, bytes) in contents where bytes.count > Self.fileLimit {
            throw KeyringError.tooLarge(path: name, limit: Self.fileLimit)
        }
        try await self.init(contents.map { ($0.name, $0.bytes) }, fingerprints: [], environment: environment)
    }

    private init(
        _ files: [(path: String, content: [UInt8])],
        fingerprints: [String],
        environment: [String: String]
    ) async throws {
        let pins = try fingerprints.map { text throws(KeyringError) in
            guard let fingerprint = Fingerprint(text) else { throw .malformedFingerprint(text) }
            return fingerprint
        }
        let paths = files.map(\.path)
        verifier = try await Program("gpgv", package: "gpgv", environment: environment)
        let reader = try await Program("gpg", package: "gpg", environment: environment)
        let (keys, stored) = try await PrivateFolder.with { folder in
            for (path, content) in files { try await Self.add(content, from: path, in: folder, with: reader) }
            return (try await Self.keys(in: folder, with: reader), try await folder.read("keys"))
        }
        for pin in pins { try Self.check(pin, keys: keys, paths: paths) }
        self.paths = paths
        self.stored = stored
        self.keys = pins.isEmpty ? keys : keys.filter { pins.contains($0.primary.fingerprint) }
    }

    /// Verifies a message that contains the signed text, and returns the text.
    ///
    /// Throws `SignatureError` unless the message has exactly one valid signature, by a trusted key, made while the
    /// key was valid. Throws `ProgramError` if GnuPG does not run.
    package func verify(_ message: [UInt8]) async throws -> VerifiedMessage {
        let run = try await PrivateFolder.with { folder in
            let keys = try await folder.write(stored, to: "keys")
            let file = try await folder.write(message, to: "message")
            return try await verifier.run(
                in: folder,
                ["--keyring", keys, "--output", "-", "--", file],
                limit: Self.messageLimit
            )
        }
        guard let run else { throw SignatureError.tooLarge(limit: Self.messageLimit) }
        let fingerprint = try Verdict(run).signer(among: keys)
        return VerifiedMessage(body: run.output, fingerprint: fingerprint.description)
    }

    /// Verifies a detached signature over data; returns the signer.
    ///
    /// Throws as for a message with its text.
    package func verify(_ signature: [UInt8], over data: [UInt8]) async throws -> KeyHolder {
        let run = try await PrivateFolder.with { folder in
            let keys = try await folder.write(stored, to: "keys")
            let file = try await folder.write(data, to: "data")
            let signed = try await folder.write(signature, to: "signature")
            return try await verifier.run(
                in: folder,
                ["--keyring", keys, "--", signed, file],
                limit: Self.messageLimit
            )
        }
        guard let run else { throw SignatureError.tooLarge(limit: Self.messageLimit) }
        let fingerprint = try Verdict(run).signer(among: keys, isDetached: true)
        let addresses = keys.first { $0.primary.fingerprint == fingerprint }?.addresses ?? []
        return KeyHolder(fingerprint: fingerprint.description, addresses: addresses)
    }

    // MARK: Reading keys

    private static func content(of path: String) throws(KeyringError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            let bytes = try file.read(upToCount: fileLimit + 1) ?? Data()
            guard bytes.count <= fileLimit else { throw KeyringError.tooLarge(path: path, limit: fileLimit) }
            return [UInt8](bytes)
        } catch {
            if let error = error as? KeyringError { throw error }
            throw .unreadable(path: path, reason: error.fileProblem)
        }
    }

    /// The options that keep gpg from the user's settings and keys, from asking questions, and from starting its
    /// agent.
    private static func options(_ folder: PrivateFolder) -> [String] {
        [
            "--no-options", "--batch", "--no-tty", "--no-autostart", "--no-auto-check-trustdb",
            "--trust-model", "always", "--no-default-keyring", "--keyring", folder["keys"],
        ]
    }

    private static func add(
        _ content: [UInt8],
        from path: String,
        in folder: PrivateFolder,
        with reader: Program
    ) async throws {
        let file = try await folder.write(content, to: "import")
        let run = try await reader.run(in: folder, options(folder) + ["--import", "--", file], limit: fileLimit)
        guard let run, !run.status["IMPORT_OK"].isEmpty else { throw KeyringError.noKey(path: path) }
        guard run.isSuccess else { throw KeyringError.damaged(path: path) }
    }

    private static func keys(in folder: PrivateFolder, with reader: Program) async throws -> [PublicKey] {
        let arguments = options(folder) + ["--with-colons", "--with-fingerprint", "--list-keys"]
        guard let run = try await reader.run(in: folder, arguments, limit: 4 * fileLimit), run.isSuccess else {
            throw ProgramError.failed(program: reader.name, reason: "it could not list the keys it had read")
        }
        return PublicKey.listed(in: String(decoding: run.output, as: UTF8.self))
    }

    private static func check(_ pin: Fingerprint, keys: [PublicKey], paths: [String]) throws(KeyringError) {
        guard !keys.contains(where: { $0.primary.fingerprint == pin }) else { return }
        if let key = keys.first(where: { $0.part(pin) != nil }) {
            throw .subkey(fingerprint: pin.description, primary: key.primary.fingerprint.description)
        }
        throw .missing(fingerprint: pin.description, paths: paths)
    }
}
