// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OpenPGP
import TestSupport
import Testing

@Suite(.waitsForPrograms) struct KeyringTests {
    private let folder: TemporaryDirectory
    private let environment = ProcessInfo.processInfo.environment

    init() throws { folder = try TemporaryDirectory() }

    private func refusal(_ paths: [String], fingerprints: [String] = []) async throws -> KeyringError {
        try #require(
            await #expect(throws: KeyringError.self) {
                try await Keyring(paths: paths, fingerprints: fingerprints, environment: environment)
            }
        )
    }

    @Test func `a file may hold several armoured keys with text around them, or binary ones`() async throws {
        let keys = [try await ReleaseKey.make(), try await ReleaseKey.make(), try await ReleaseKey.make()]
        let fingerprints = keys.map(\.fingerprint)
        let first = try await keys[0].exported(), second = try await keys[1].exported()
        let text = Array("The following public key can be used to verify packages:\n\n".utf8)
        let armoured = try folder.write(text + first + Array("\n".utf8) + text + second, to: "armoured")
        let both = try await keys[1].exported(armoured: false) + keys[2].exported(armoured: false)
        let binary = try folder.write(both, to: "binary")
        let keyring = try await Keyring(paths: [armoured, binary], environment: environment)
        #expect(keyring.fingerprints == fingerprints)
        let pinned = try await Keyring(
            paths: [armoured, binary],
            fingerprints: [fingerprints[2]],
            environment: environment
        )
        #expect(pinned.fingerprints == [fingerprints[2]])
    }

    @Test func `a file that cannot be used is named, with the reason`() async throws {
        #expect(try await refusal([]) == .noFiles)
        let absent = try await refusal([folder["absent"]])
        #expect(absent.description.hasPrefix("\(folder["absent"]): the key file cannot be read: "))
        let isFolder = try await refusal([folder.path])
        #expect(isFolder.description.hasPrefix("\(folder.path): the key file cannot be read: "))
        for (name, content) in [("empty", ""), ("text", "no key"), ("json", #"{"a":1}"#)] {
            let path = try folder.write(content, to: name)
            #expect(try await refusal([path]) == .noKey(path: path))
        }
        let large = try folder.write([UInt8](repeating: 65, count: 1 << 20 + 1), to: "large")
        #expect(try await refusal([large]) == .tooLarge(path: large, limit: 1 << 20))
    }

    @Test func `a message is no key, and half a file of keys is no file of keys`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let message = try folder.write(try await key.sign("text".utf8), to: "message")
        #expect(try await refusal([message]) == .noKey(path: message))
        let whole = try await key.exported(armoured: false)
        let cut = try await ReleaseKey.make().exported(armoured: false).dropLast(20)
        let half = try folder.write(whole + cut, to: "half")
        #expect(try await refusal([half]) == .damaged(path: half))
    }

    @Test func `fingerprints must be whole, and of a primary key that is there`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let path = try folder.write(try await key.exported(), to: "key")
        for text in ["", "567E", String(key.fingerprint.suffix(16)), String(repeating: "g", count: 40)] {
            #expect(try await refusal([path], fingerprints: [text]) == .malformedFingerprint(text))
        }
        let other = String(repeating: "A", count: 40)
        #expect(try await refusal([path], fingerprints: [other]) == .missing(fingerprint: other, paths: [path]))
        let subkey = try #require(key.subkey)
        let error = try await refusal([path], fingerprints: [subkey])
        #expect(error == .subkey(fingerprint: subkey, primary: key.fingerprint))
    }

    @Test func `without GnuPG the Debian package is named`() async throws {
        let path = try folder.write("any", to: "key")
        for (present, program) in [([], "gpgv"), (["gpgv"], "gpg")] {
            let bin = try folder.makeDirectory("without-\(program)")
            for name in present {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(bin)/\(name)",
                    withDestinationPath: try toolOutput(["which", name])
                )
            }
            await #expect(throws: ProgramError.notInstalled(program: program, package: program)) {
                try await Keyring(paths: [path], environment: ["PATH": bin])
            }
        }
    }
}
