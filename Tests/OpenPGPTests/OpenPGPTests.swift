// SPDX-License-Identifier: Apache-2.0

import Foundation
import OpenPGP
import TestSupport
import Testing

private let body = Array(#"{"critical":{"type":"atomic container signature"}}"#.utf8)
/// When `ReleaseKey` signs unless told otherwise.
private let june2022 = 1_654_041_600
private let january2021 = 1_609_502_400

/// Verifies a message by the keys as they are now.
func verify(_ message: [UInt8], by keys: ReleaseKey..., fingerprints: [String] = []) async throws -> VerifiedMessage {
    let folder = try TemporaryDirectory()
    var paths: [String] = []
    for key in keys { paths.append(try folder.write(try await key.exported(), to: key.fingerprint)) }
    let keyring = try await Keyring(
        paths: paths,
        fingerprints: fingerprints,
        environment: ProcessInfo.processInfo.environment
    )
    return try await keyring.verify(message)
}

struct SignedMessageTests {
    @Test(
        "a signed message yields its body and who signed it",
        arguments: [[], ["--armor"], ["--compress-algo", "none"]]
    )
    func good(options: [String]) async throws {
        let key = try await ReleaseKey.make()
        let verified = try await verify(try await key.sign(body, options: options), by: key)
        #expect(verified == VerifiedMessage(body: body, fingerprint: key.fingerprint))
    }

    @Test func `a signature by a subkey counts as one by its primary key`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let verified = try await verify(try await key.sign(body), by: key, fingerprints: [key.fingerprint])
        #expect(verified.fingerprint == key.fingerprint)
    }

    @Test func `the signature of a stranger is refused, and says who and when`() async throws {
        let (key, stranger) = (try await ReleaseKey.make(), try await ReleaseKey.make())
        let message = try await stranger.sign(body)
        let error = await #expect(throws: SignatureError.self) { try await verify(message, by: key) }
        #expect(error == .unknownKey(stranger.fingerprint, made: june2022))
        #expect(error?.found.contains("on 2022-06-01T00:00:00Z by key \(stranger.fingerprint)") == true)
    }

    @Test func `only the keys with the given fingerprints count`() async throws {
        let (key, other) = (try await ReleaseKey.make(), try await ReleaseKey.make())
        let (good, bad) = (try await key.sign(body), try await other.sign(body))
        let spaced =
            "0x"
            + key.fingerprint.lowercased().enumerated()
            .map { $0.offset % 4 == 3 ? "\($0.element) " : "\($0.element)" }.joined()
        #expect(try await verify(good, by: key, other, fingerprints: [spaced]).fingerprint == key.fingerprint)
        await #expect(throws: SignatureError.untrustedKey(other.fingerprint, trusted: [key.fingerprint])) {
            try await verify(bad, by: key, other, fingerprints: [key.fingerprint])
        }
        #expect(try await verify(bad, by: key, other).fingerprint == other.fingerprint)
    }

    @Test func `a message that was changed is refused`() async throws {
        let key = try await ReleaseKey.make()
        var message = try await key.sign(body, options: ["--compress-algo", "none"])
        let place = try #require(message.firstRange(of: Array("atomic".utf8)))
        message[place.lowerBound] = UInt8(ascii: "A")
        let changed = message
        await #expect(throws: SignatureError.altered(key: String(key.fingerprint.suffix(16)))) {
            try await verify(changed, by: key)
        }
    }
}

struct KeyValidityTests {
    @Test("a signature made while its key was valid counts for ever", arguments: [false, true])
    func expired(hasSubkey: Bool) async throws {
        let key = try await ReleaseKey.make(hasSubkey: hasSubkey)
        let before = try await key.sign(body, at: "20201201T000000")
        let after = try await key.sign(body)
        try await key.expire(on: "2021-01-01")
        #expect(try await verify(before, by: key).body == body)
        let error = await #expect(throws: SignatureError.self) { try await verify(after, by: key) }
        let made = SignatureError.outsideValidity(
            key: key.fingerprint,
            made: june2022,
            from: 1_577_836_800,
            until: january2021
        )
        #expect(error == made)
        #expect(error?.found.hasSuffix("which expired on 2021-01-01T12:00:00Z") == true)
    }

    @Test func `the end of a subkey counts for what the subkey signed`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let before = try await key.sign(body, at: "20201201T000000")
        let after = try await key.sign(body)
        try await key.expireSubkey(on: "2021-01-01")
        #expect(try await verify(before, by: key).body == body)
        let error = await #expect(throws: SignatureError.self) { try await verify(after, by: key) }
        guard case .outsideValidity(key.subkey, june2022, _, january2021) = error else { throw try #require(error) }
    }

    @Test func `a signature that is older than its key is refused`() async throws {
        let key = try await ReleaseKey.make()
        let options = ["--ignore-time-conflict", "--ignore-valid-from"]
        let message = try await key.sign(body, at: "20190601T000000", options: options)
        let error = await #expect(throws: SignatureError.self) { try await verify(message, by: key) }
        #expect(
            error?.found.hasSuffix("on 2019-06-01T00:00:00Z by key \(key.fingerprint), which was made later") == true
        )
    }

    @Test func `nothing that a revoked key ever signed counts`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let message = try await key.sign(body)
        try await key.revoke()
        await #expect(throws: SignatureError.revokedKey(key.fingerprint)) { try await verify(message, by: key) }
    }

    @Test func `nothing that a revoked subkey ever signed counts`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let message = try await key.sign(body)
        try await key.revokeSubkey()
        await #expect(throws: SignatureError.revokedKey(key.fingerprint)) { try await verify(message, by: key) }
    }

    @Test func `a signature that had an end of its own is refused after it`() async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(body, options: ["--default-sig-expire", "2022-07-01"])
        let error = await #expect(throws: SignatureError.self) { try await verify(message, by: key) }
        #expect(error?.found == "the signature by key \(key.fingerprint) expired on 2022-07-01T12:00:00Z")
    }

    @Test("a signature over a hash that can be forged is refused", arguments: ["SHA1", "RIPEMD160"])
    func weakHash(name: String) async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(body, options: ["--digest-algo", name])
        await #expect(throws: SignatureError.weakHash(key: key.fingerprint)) { try await verify(message, by: key) }
    }
}

/// Messages that are not one text with one signature over it.
struct MessageShapeTests {
    private let plain = ["--compress-algo", "none"]

    @Test func `a text that nobody signed is refused`() async throws {
        let key = try await ReleaseKey.make()
        let messages = [
            try await key.unsigned(body), try await key.sign(body, mode: "--detach-sign"), body, [],
            Array("-----BEGIN PGP MESSAGE-----\n\n".utf8), try await key.exported(), [0xff, 0, 1, 2],
        ]
        for message in messages {
            await #expect(throws: SignatureError.unsigned) { try await verify(message, by: key) }
        }
    }

    @Test func `text beside the signed one is refused, wherever it stands`() async throws {
        let key = try await ReleaseKey.make()
        let signed = try await key.sign(body, options: plain)
        let extra = try await key.unsigned(#"{"critical":{}}"#.utf8)
        for message in [signed + extra, extra + signed, signed + signed] {
            await #expect(throws: SignatureError.severalTexts) { try await verify(message, by: key) }
        }
    }

    @Test func `nothing that follows a compressed message gets into the body`() async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(body) + (try await key.unsigned("more".utf8))
        #expect(try await verify(message, by: key).body == body)
    }

    @Test func `several signatures of one text are refused, even good ones`() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let message = try await key.sign(body, options: ["--local-user", "\(key.fingerprint)!"])
        await #expect(throws: SignatureError.severalSignatures(2)) { try await verify(message, by: key) }
    }

    @Test func `a signature over text with ends of lines as they come is refused`() async throws {
        let key = try await ReleaseKey.make()
        for mode in ["--clear-sign", "--sign"] {
            let message = try await key.sign(body, options: ["--textmode"], mode: mode)
            await #expect(throws: SignatureError.textSignature(key: key.fingerprint)) {
                try await verify(message, by: key)
            }
        }
    }

    @Test func `a message that unpacks to more than a mebibyte is refused`() async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(repeatElement(UInt8(0), count: 2 << 20))
        #expect(message.count < 64 << 10)
        await #expect(throws: SignatureError.tooLarge(limit: 1 << 20)) { try await verify(message, by: key) }
        let largest = try await key.sign(repeatElement(UInt8(0), count: 1 << 20))
        #expect(try await verify(largest, by: key).body.count == 1 << 20)
    }

    @Test(
        "a damaged message is refused or yields exactly what was signed",
        arguments: [[], ["--compress-algo", "none"]]
    )
    func damaged(options: [String]) async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(body, options: options)
        let folder = try TemporaryDirectory()
        let file = try folder.write(try await key.exported(), to: "key")
        let keyring = try await Keyring(paths: [file], environment: ProcessInfo.processInfo.environment)
        var random = SeededGenerator(seed: 41)
        var refusals = 0
        for round in 0..<120 {
            var damaged = message
            if round.isMultiple(of: 3) {
                damaged.removeLast(Int.random(in: 1...damaged.count, using: &random))
            } else {
                let place = Int.random(in: damaged.indices, using: &random)
                damaged[place] ^= UInt8.random(in: 1...255, using: &random)
            }
            do {
                #expect(try await keyring.verify(damaged).body == body)
            } catch is SignatureError {
                refusals += 1
            }
        }
        // Some bytes, such as the name and the time in front of the text, are covered by no signature.
        #expect(refusals > 80)
    }
}
