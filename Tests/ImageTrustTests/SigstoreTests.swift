// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Diagnostics
import OCI
import Plans
import TestSupport
import Testing
import TrustPolicies

@testable import ImageTrust

@Suite("Signatures with a public key, beside an image")
struct SigstoreTests {
    private static func requirement(_ key: SigningKey, _ identity: String = "matchRepository") -> String {
        """
        {"type": "sigstoreSigned", "keyPath": "\(key.publicPath)", "signedIdentity": {"type": "\(identity)"}}
        """
    }

    private static func reason(_ verdict: TrustVerdict) -> String {
        guard case .refused(let explanation) = verdict else { return "\(verdict)" }
        return explanation.text
    }

    @Test(
        "count by each kind of key that cosign makes",
        arguments: [SigningKey.p256, SigningKey.p384, SigningKey.rsa, SigningKey.edwards]
    )
    func keys(kind: [String]) async throws {
        let world = try TrustWorld()
        let image = try world.image("a/b")
        let key = try SigningKey(kind, in: world.folder, "key")
        try key.attach(to: image, "a/b", in: world)
        let verdict = try await world.verdict(Self.requirement(key), on: "a/b", image, stores: world.stores)
        let known = try #require(VerificationKey(pem: Array(world.folder.read("key.pub"))))
        #expect(
            verdict
                == .accepted(
                    scope: "docker:\(world.host)",
                    by: [TrustRecord.Proof("sigstoreSigned", key: "sha256:\(known.fingerprint)")]
                )
        )
    }

    @Test func `count in a requirement with data instead of a file, and with several keys`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        let other = try SigningKey(SigningKey.p256, in: world.folder, "other")
        try key.attach(to: image, "a", in: world)
        let data = try toolOutput(["base64", "-w0", key.publicPath])
        for keys in [#""keyData": "\#(data)""#, #""keyPaths": ["\#(other.publicPath)", "\#(key.publicPath)"]"#] {
            let text = #"{"type": "sigstoreSigned", \#(keys), "signedIdentity": {"type": "matchRepository"}}"#
            let verdict = try await world.verdict(text, on: "a", image, stores: world.stores)
            guard case .accepted = verdict else {
                Issue.record("\(verdict)")
                continue
            }
        }
    }

    @Test func `are needed from the key of the policy`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        let other = try SigningKey(SigningKey.p256, in: world.folder, "other")
        try other.attach(to: image, "a", in: world)
        let reason = Self.reason(try await world.verdict(Self.requirement(key), on: "a", image, stores: world.stores))
        #expect(reason.contains("it was not made by the key of the policy"), "\(reason)")
        #expect(reason.contains("policy.json:2:"), "\(reason)")
    }

    @Test(
        "are about this image, by digest, name and type",
        arguments: [
            ("matchRepository", "sha256:\(String(repeating: "0", count: 64))", nil, nil, "it is for sha256:0000"),
            ("matchRepository", nil, "other.example/a", nil, "which `matchRepository` does not accept"),
            ("matchRepository", nil, nil, SignedClaim.simpleType, "of the type `atomic container signature`"),
            // cosign writes no tag.
            ("matchRepoDigestOrExact", nil, nil, nil, "which `matchRepoDigestOrExact` does not accept"),
        ] as [(String, String?, String?, String?, String)]
    )
    func claims(identity: String, digest: String?, name: String?, type: String?, expected: String) async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        try key.attach(
            to: image,
            "a",
            in: world,
            reference: name,
            digest: digest,
            type: type ?? SignedClaim.sigstoreType
        )
        let verdict = try await world.verdict(Self.requirement(key, identity), on: "a", image, stores: world.stores)
        #expect(Self.reason(verdict).contains(expected), "\(verdict)")
    }

    @Test func `are looked for only if registries-d says so`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        try key.attach(to: image, "a", in: world)
        let reason = Self.reason(try await world.verdict(Self.requirement(key), on: "a", image))
        #expect(reason.contains("use-sigstore-attachments: true"), "\(reason)")
    }

    @Test func `of an index count for all of it, and those of its images for it`() async throws {
        let world = try TrustWorld()
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        let first = try TestImage(layers: [[1]])
        let second = try TestImage(layers: [[2]])
        let platforms = [Platform(os: "linux", architecture: "amd64"), Platform(os: "linux", architecture: "arm64")]
        let index = try TestImage.index([(platforms[0], first), (platforms[1], second)])
        func verdict(_ name: String, _ platforms: [Platform] = []) async throws -> TrustVerdict {
            try await world.verdict(Self.requirement(key), on: name, index, platforms: platforms, stores: world.stores)
        }
        for name in ["whole", "each", "one"] { world.registry.add(index, to: name, tag: "1") }
        try key.attach(to: index, "whole", in: world)
        try key.attach(to: first, "each", in: world)
        try key.attach(to: second, "each", in: world)
        try key.attach(to: first, "one", in: world)
        for verdict in [
            try await verdict("whole"), try await verdict("each"), try await verdict("one", [platforms[0]]),
        ] {
            guard case .accepted = verdict else {
                Issue.record("\(verdict)")
                continue
            }
        }
        #expect(Self.reason(try await verdict("one")).contains("it has no signature in \(world.host)/one:"))
    }

    @Test func `are refused if they are no signatures, and if they cannot be read`() async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        let key = try SigningKey(SigningKey.p256, in: world.folder, "key")
        world.registry.add(try TestImage.signature(of: image), to: "a", tag: image.signatureTag)
        let reason = Self.reason(try await world.verdict(Self.requirement(key), on: "a", image, stores: world.stores))
        #expect(reason.contains("it has no annotation `dev.cosignproject.cosign/signature`"), "\(reason)")
        world.registry.server.stop()
        let silent = Self.reason(try await world.verdict(Self.requirement(key), on: "a", image, stores: world.stores))
        #expect(silent.contains("cannot be read"), "\(silent)")
    }

    @Test(
        "need a key that is one",
        arguments: [
            (nil, "the file cannot be read"), ("no key", "it is not a public key for signatures"),
            // 1024 bits can be factored.
            ("short", "it is not a public key for signatures"),
        ] as [(String?, String)]
    )
    func keyFiles(content: String?, expected: String) async throws {
        let world = try TrustWorld()
        let image = try world.image("a")
        if content == "short" {
            _ = try SigningKey(["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"], in: world.folder)
        } else if let content {
            try world.folder.write(content, to: "key.pub")
        }
        let text = #"{"type": "sigstoreSigned", "keyPath": "\#(world.folder["key.pub"])"}"#
        let error = await #expect(throws: UnusableKey.self) {
            try await world.verdict(text, on: "a", image, stores: world.stores)
        }
        #expect(error?.description.contains("policy.json:2:") == true)
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }
}
