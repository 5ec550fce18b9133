// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

struct ReleaseVerifierTests {
    @Test func `a release that a trusted key signed has its signature and its name`() async throws {
        let bench = try await SignatureBench()
        let message = try await bench.key.sign(release: "\(bench.digest)")
        bench.server.store([message], for: "\(bench.digest)")
        let release = try await bench.verify()
        let expected = ReleaseSignature(
            fingerprint: bench.key.fingerprint,
            message: Data(message).base64EncodedString()
        )
        #expect(release.signatures == [expected])
        #expect(release.name?.description == "quay.io/openshift-release-dev/ocp-release:4.16.3-x86_64")
        let folder = "/signatures/sha256=\(bench.digest.hex)"
        #expect(bench.server.requests == ["\(folder)/signature-1", "\(folder)/signature-2"])
    }

    @Test func `one of several signatures is enough, and each that counts is kept in order`() async throws {
        let bench = try await SignatureBench()
        let stranger = try await ReleaseKey.make()
        let good = try await bench.key.sign(release: "\(bench.digest)")
        let armoured = try await bench.key.sign(release: "\(bench.digest)", options: ["--armor"])
        let foreign = try await stranger.sign(release: "\(bench.digest)")
        bench.server.store([foreign, good, Array("<html>".utf8), armoured], for: "\(bench.digest)")
        let messages = try await bench.verify().signatures.map(\.message)
        #expect(messages == [good, armoured].map { Data($0).base64EncodedString() })
    }

    @Test func `a good signature of another release, or of something else, does not count`() async throws {
        let bench = try await SignatureBench()
        let key = bench.key.fingerprint
        let other = Digest(of: "another".utf8)
        let claim = ReleaseKey.claim("\(bench.digest)", type: "cosign")
        bench.server.store(
            [
                try await bench.key.sign(release: "\(other)"), try await bench.key.sign(claim.utf8),
                try await bench.key.sign("{}".utf8),
                try await bench.key.sign(release: "\(bench.digest)".uppercased()),
            ],
            for: "\(bench.digest)"
        )
        let error = try await bench.refusal()
        #expect(error.kind == .noneCounts)
        let upper = "\(bench.digest)".uppercased()
        let reasons: [ReleaseSignatureError.Claim] = [
            .otherDigest("\(other)", key: key), .otherType("cosign", key: key), .noClaim(key: key),
            .otherDigest(upper, key: key),
        ]
        #expect(error.attempts.map(\.reason) == reasons.map { .claim($0) })
        #expect(error.attempts.map(\.place) == (1...4).map(bench.place))
    }

    @Test func `where none counts, each is told with its reason, and what to do once`() async throws {
        let bench = try await SignatureBench()
        let stranger = try await ReleaseKey.make()
        let foreign = try await stranger.sign(release: "\(bench.digest)")
        bench.server.store([foreign, foreign, Array("junk".utf8)], for: "\(bench.digest)")
        let error = try await bench.refusal(product: .okd)
        let signed = "it was signed on 2022-06-01T00:00:00Z by key \(stranger.fingerprint), which is in no key file"
        #expect(
            error.description == """
                release \(bench.digest): none of its signatures is accepted
                  \(bench.place(1)): \(signed)
                  \(bench.place(2)): \(signed)
                  \(bench.place(3)): it is not an OpenPGP message with a text and its signature
                the key files were \(bench.folder["key"]); if you trust key \(stranger.fingerprint), \
                give the file that has it with --release-key
                download it again from its publisher
                releases of OKD are signed by another key: take keys/verifier-public-key-openshift-ci-4 of \
                https://github.com/openshift/cluster-update-keys and give it with --release-key
                `--ignore-release-signature` plans the release without proof of its origin
                """
        )
        #expect(try await bench.refusal().description.contains("OKD") == false)
    }

    @Test(
        "the name is that of the signed text, if it has a tag",
        arguments: [("a/b:1", "docker.io/a/b:1"), ("::", nil)]
    )
    func names(text: String, name: String?) async throws {
        let bench = try await SignatureBench()
        let message = try await bench.key.sign(ReleaseKey.claim("\(bench.digest)", name: text).utf8)
        bench.server.store([message], for: "\(bench.digest)")
        #expect(try await bench.verify().name?.description == name)
    }
}
