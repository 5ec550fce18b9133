// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
import TrustPolicies

@Suite("What a signature claims")
struct SignedClaimTests {
    private static func claim(_ text: String) -> SignedClaim? { SignedClaim(Array(text.utf8)) }

    @Test func `is a digest, a type and a name`() throws {
        let claim = try #require(
            Self.claim(ReleaseKey.claim("sha256:ab", name: "quay.io/a/b:4.16.3-x86_64", type: "t"))
        )
        #expect((claim.digest, claim.type) == ("sha256:ab", "t"))
        #expect(claim.name?.description == "quay.io/a/b:4.16.3-x86_64")
    }

    @Test(
        "has a name only where that is an image with a tag and without a digest",
        arguments: [
            ("quay.io/a/b:1", "quay.io/a/b:1"), ("a/b:1", "docker.io/a/b:1"), ("quay.io/a/b", nil), ("", nil),
            ("::", nil),
            ("quay.io/A/b:1", nil),
            ("quay.io/a/b:1@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", nil),
            ("quay.io/a/b@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", nil),
        ] as [(String, String?)]
    )
    func names(text: String, name: String?) throws {
        #expect(try #require(Self.claim(ReleaseKey.claim("sha256:ab", name: text))).name?.description == name)
    }

    @Test(
        "is nothing where a part of it is missing or of another kind",
        arguments: [
            "", "{}", "[]", "null", "{\"critical\":{}}", "{\"critical\":[]}",
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":"d"}}}"#,
            #"{"critical":{"identity":{},"image":{"docker-manifest-digest":"d"},"type":"t"}}"#,
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{},"type":"t"}}"#,
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":7},"type":"t"}}"#,
            #"{"critical":{"identity":{"docker-reference":null},"image":{"docker-manifest-digest":"d"},"type":"t"}}"#,
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":"d"},"type":"t","x":1}}"#,
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":"d"},"type":"t"},"x":1}"#,
            #"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":"d"},"type":"t","type":"t"}}"#,
            "critical: {identity: {docker-reference: a}, image: {docker-manifest-digest: d}, type: t}",
            #"{"Critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":"d"},"type":"t"}}"#,
        ]
    )
    func none(text: String) { #expect(Self.claim(text) == nil) }

    @Test func `of changed bytes is what another reader of JSON finds there, or nothing`() {
        var generator = SeededGenerator(seed: 11)
        let template = Array(ReleaseKey.claim("sha256:\(String(repeating: "a", count: 64))").utf8)
        var read = 0
        for _ in 0..<1500 {
            var body = template
            let place = Int.random(in: 0..<body.count, using: &generator)
            body[place] = UInt8.random(in: 0x20...0x7e, using: &generator)
            guard let claim = SignedClaim(body) else { continue }
            read += 1
            let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
            let critical = object?["critical"] as? [String: Any]
            let image = critical?["image"] as? [String: Any]
            #expect(image?["docker-manifest-digest"] as? String == claim.digest)
            #expect(critical?["type"] as? String == claim.type)
        }
        // A change of the signer's own texts keeps the claim readable, a change of what names its parts does not.
        #expect((200..<1400).contains(read), "\(read)")
    }
}
