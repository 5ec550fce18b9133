// SPDX-License-Identifier: Apache-2.0

import Foundation
import OpenPGP
import TestSupport
import Testing

private let body = Array(#"{"critical":{"type":"atomic container signature"}}"#.utf8)

/// Returns a keyring of some keys as they are now.
func keyring(_ keys: ReleaseKey..., fingerprints: [String] = [], armoured: Bool = true) async throws -> Keyring {
    let folder = try TemporaryDirectory()
    var paths: [String] = []
    for key in keys { paths.append(try folder.write(try await key.exported(armoured: armoured), to: key.fingerprint)) }
    return try await Keyring(
        paths: paths,
        fingerprints: fingerprints,
        environment: ProcessInfo.processInfo.environment
    )
}

/// Expects a message to be refused; returns why.
func refusal(
    of message: [UInt8],
    by keyring: Keyring,
    sourceLocation: SourceLocation = #_sourceLocation
) async -> SignatureError? {
    await #expect(throws: SignatureError.self, sourceLocation: sourceLocation) {
        _ = try await keyring.verify(message)
    }
}

@Suite("A signed message")
struct SignedMessageTests {
    @Test("yields its body and the primary key that signed it", arguments: [[], ["--armor"], ["--compress-algo", "none"]])
    func verifies(options: [String]) async throws {
        let key = try await ReleaseKey.make()
        let message = try await key.sign(body, options: options)
        for armoured in [true, false] {
            let verified = try await keyring(key, armoured: armoured).verify(message)
            #expect(verified == VerifiedMessage(body: body, fingerprint: key.fingerprint))
        }
    }

    @Test("by a subkey counts as one by its primary key")
    func subkey() async throws {
        let key = try await ReleaseKey.make(hasSubkey: true)
        let subkey = try #require(key.subkey)
        let message = try await key.sign(body, options: ["--local-user", "\(subkey)!"].reversed().reversed())
        _ = message
        let bySubkey = try await key.sign(body)
        let verified = try await keyring(key).verify(bySubkey)
        #expect(verified.fingerprint == key.fingerprint)
    }

    @Test("by a key that no file has is refused with that key and the time")
    func stranger() async throws {
        let (key, stranger) = (try await ReleaseKey.make(), try await ReleaseKey.make())
        let error = await refusal(of: try await stranger.sign(body), by: try await keyring(key))
        #expect(error == .unknownKey(stranger.fingerprint, made: 1_654_041_600))
        #expect(error?.description.contains("on 2022-06-01T00:00:00Z by key \(stranger.fingerprint)") == true)
    }

    @Test("that was changed on the way is refused")
    func tampered() async throws {
        let key = try await ReleaseKey.make()
        let text = String(decoding: try await key.sign(body, options: ["--compress-algo", "none"]), as: Unicode.ASCII.self)
        _ = text
        var message = try await key.sign(body, options: ["--compress-algo", "none"])
        let place = try #require(message.firstRange(of: Array("atomic".utf8)))
        message[place.lowerBound] = UInt8(ascii: "A")
        #expect(await refusal(of: message, by: try await keyring(key)) == .altered(key: String(key.fingerprint.suffix(16))))
    }
}
