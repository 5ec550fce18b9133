// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import OpenPGP
import Plans
import TestSupport
import Testing

@testable import ImageTrust

/// GnuPG uses a key in one place at a time.
@Suite("Signatures by GnuPG in a store", .serialized)
struct SimpleSigningTests {
    /// One key for all tests: making one takes time.
    private static let key = Task { try await ReleaseKey.make() }

    private static func requirement(_ world: TrustWorld, _ identity: String? = nil) async throws -> String {
        let path = try world.folder.write(try await key.value.exported(), to: "key.asc")
        let more = identity.map { #", "signedIdentity": {"type": "\#($0)"}"# } ?? ""
        return #"{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "\#(path)"\#(more)}"#
    }

    private static func reason(_ verdict: TrustVerdict) -> String {
        guard case .refused(let explanation) = verdict else { return "\(verdict)" }
        return explanation.text
    }

    @Test func `are found by digest, and the first one that counts is enough`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a/b")
        let key = try await Self.key.value
        func message(_ name: String, _ digest: Digest) async throws -> [UInt8] {
            try await key.sign(ReleaseKey.claim("\(digest)", name: name).utf8)
        }
        try world.keep(try await message("\(world.host)/a/b:2", image.digest), for: "a/b", image.digest)
        try world.keep(try await message("\(world.host)/a/b:1", image.digest), for: "a/b", image.digest, number: 2)
        let verdict = try await world.verdict(Self.requirement(world), on: "a/b", image, stores: world.stores)
        #expect(
            verdict
                == .accepted(
                    scope: "docker:\(world.host)",
                    by: [TrustRecord.Proof("signedBy", key: key.fingerprint)]
                )
        )
        let pinned = try await world.verdict(
            Self.requirement(world),
            on: "a/b",
            image,
            isPinned: true,
            stores: world.stores
        )
        #expect(pinned == verdict)
    }

    @Test(
        "do not count for another name, another image, or with another kind of text",
        arguments: [
            ("HOST/a:2", nil, "atomic container signature", "is for the name"),
            (
                "HOST/a:1", "sha256:\(String(repeating: "0", count: 64))", "atomic container signature",
                "it is for sha256:000"
            ),
            ("HOST/a:1", nil, "cosign container image signature", "a signature of the type"),
        ] as [(String, String?, String, String)]
    )
    func claims(name: String, digest: String?, type: String, expected: String) async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let claim = ReleaseKey.claim(
            digest ?? "\(image.digest)",
            name: name.replacing("HOST", with: world.host),
            type: type
        )
        try world.keep(try await Self.key.value.sign(claim.utf8), for: "a", image.digest)
        let verdict = try await world.verdict(Self.requirement(world), on: "a", image, stores: world.stores)
        #expect(Self.reason(verdict).contains(expected), "\(verdict)")
    }

    @Test func `by an unknown key, unsigned texts and other bytes do not count`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let claim = ReleaseKey.claim("\(image.digest)", name: "\(world.host)/a:1")
        let other = try await ReleaseKey.make()
        try world.keep(try await other.sign(claim.utf8), for: "a", image.digest)
        try world.keep(try await Self.key.value.unsigned(claim.utf8), for: "a", image.digest, number: 2)
        try world.keep(Array("\0sigstore-json\n{}".utf8), for: "a", image.digest, number: 3)
        let reason = Self.reason(
            try await world.verdict(Self.requirement(world), on: "a", image, stores: world.stores)
        )
        #expect(reason.contains("signature-1: it was signed"), "\(reason)")
        #expect(reason.contains("signature-2: it is not an OpenPGP message"), "\(reason)")
        #expect(reason.contains("signature-3: it is not a message of OpenPGP"), "\(reason)")
    }

    @Test func `come over HTTP, too, and a server that fails is told`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let claim = ReleaseKey.claim("\(image.digest)", name: "\(world.host)/a:1")
        let message = try await Self.key.value.sign(claim.utf8)
        let path = "/s/a@sha256=\(image.digest.hex)/signature-1"
        let server = try LoopbackServer { exchange in
            if exchange.path == path { return try exchange.respond(200, body: message) }
            try exchange.respond(404, text: "not found")
        }
        let requirement = try await Self.requirement(world)
        let verdict = try await world.verdict(
            requirement,
            on: "a",
            image,
            stores: "default-docker: {lookaside: '\(server.url)/s/'}"
        )
        guard case .accepted = verdict else { throw TestFailure(text: "\(verdict)") }
        let broken = try LoopbackServer { try $0.respond(403, text: "not you") }
        let reason = Self.reason(
            try await world.verdict(requirement, on: "a", image, stores: "default-docker: {sigstore: '\(broken.url)'}")
        )
        #expect(reason.contains("cannot be read") && reason.contains("403"), "\(reason)")
    }

    @Test func `need a key file that is one`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let path = try world.folder.write("no key", to: "key.asc")
        let text = #"{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "\#(path)"}"#
        let error = await #expect(throws: UnusableKey.self) {
            try await world.verdict(text, on: "a", image, stores: world.stores)
        }
        #expect(error?.description.contains("policy.json:2:") == true)
        #expect(error?.description.contains("the file has no OpenPGP public key") == true)
    }

    @Test func `are missing by default`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let reason = Self.reason(try await world.verdict(Self.requirement(world), on: "a", image))
        #expect(
            reason.contains(
                "it has no signature in file://\(world.folder.path)/.local/share/containers/sigstore/a@sha256=\(image.digest.hex)"
            ),
            "\(reason)"
        )
    }
}

struct TestFailure: Error { let text: String }
