// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing
import TrustPolicies

private let hex = String(repeating: "ab", count: 32)
private let other = String(repeating: "cd", count: 32)

@Suite("The name in a signature")
struct SignedIdentityTests {
    private static func accepts(_ identity: SignedIdentity, _ signed: String, _ image: String) throws -> Bool {
        identity.accepts(signed, for: try TrustedName(ImageReference(image)))
    }

    @Test(
        "matches exactly",
        arguments: [
            ("r.io/a:1", "r.io/a:1", true), ("r.io/a:2", "r.io/a:1", false), ("r.io/b:1", "r.io/a:1", false),
            ("r.io/a", "r.io/a:1", false), ("r.io/a", "r.io/a", false), ("r.io/a:latest", "r.io/a", true),
            ("r.io/a:1", "r.io/a@sha256:\(hex)", false), ("r.io/a@sha256:\(hex)", "r.io/a@sha256:\(hex)", true),
            ("r.io/a@sha256:\(other)", "r.io/a@sha256:\(hex)", false), ("a:1", "docker.io/library/a:1", true),
            ("docker://r.io/a:1", "r.io/a:1", false), ("", "r.io/a:1", false), ("R.io/A:1", "r.io/a:1", false),
        ]
    )
    func exact(signed: String, image: String, expected: Bool) throws {
        #expect(try Self.accepts(.matchExact, signed, image) == expected)
    }

    @Test(
        "may have any tag for an image by digest",
        arguments: [
            ("r.io/a:1", "r.io/a:1", true), ("r.io/a:2", "r.io/a:1", false), ("r.io/a:2", "r.io/a@sha256:\(hex)", true),
            ("r.io/a@sha256:\(other)", "r.io/a@sha256:\(hex)", true), ("r.io/b:2", "r.io/a@sha256:\(hex)", false),
            // cosign writes names without tags: they need `matchRepository`.
            ("r.io/a", "r.io/a@sha256:\(hex)", false), ("r.io/a", "r.io/a:1", false),
            // With both, the digest counts.
            ("r.io/a:2", "r.io/a:1@sha256:\(hex)", true),
        ]
    )
    func pinned(signed: String, image: String, expected: Bool) throws {
        #expect(try Self.accepts(.matchRepoDigestOrExact, signed, image) == expected)
    }

    @Test(
        "matches a repository",
        arguments: [
            ("r.io/a:1", "r.io/a:2", true), ("r.io/a", "r.io/a:2", true), ("r.io/a", "r.io/a@sha256:\(hex)", true),
            ("r.io/a/b:1", "r.io/a:1", false), ("s.io/a:1", "r.io/a:1", false),
        ]
    )
    func repository(signed: String, image: String, expected: Bool) throws {
        #expect(try Self.accepts(.matchRepository, signed, image) == expected)
    }

    @Test(
        "is fixed, whatever the image is called",
        arguments: [
            ("r.io/a:1", true, true), ("r.io/a:2", false, true), ("r.io/a", false, true), ("r.io/b:1", false, false),
        ]
    )
    func fixed(signed: String, isReference: Bool, isRepository: Bool) throws {
        let reference = try ImageReference("r.io/a:1")
        #expect(try Self.accepts(.exactReference(reference), signed, "mirror.io/x:9") == isReference)
        #expect(try Self.accepts(.exactRepository(reference.repository), signed, "mirror.io/x:9") == isRepository)
        #expect(SignedIdentity.exactReference(reference).accepts(signed, for: .layout(path: "/srv")) == isReference)
    }

    @Test(
        "is compared after the beginning was replaced",
        arguments: [
            ("vendor.io/a:1", "mirror.io/v/a:1", true), ("mirror.io/v/a:1", "mirror.io/v/a:1", false),
            ("vendor.io/a:2", "mirror.io/v/a:1", false), ("vendor.io/a:2", "mirror.io/v/a@sha256:\(hex)", true),
            // Another beginning is left as it is, even if it has the same letters.
            ("mirror.io/vv/a:1", "mirror.io/vv/a:1", true), ("vendor.iov/a:1", "mirror.io/vv/a:1", false),
        ]
    )
    func remapped(signed: String, image: String, expected: Bool) throws {
        #expect(
            try Self.accepts(.remapIdentity(prefix: "mirror.io/v", signedPrefix: "vendor.io"), signed, image)
                == expected
        )
    }

    @Test(
        "never matches a layout by its own name",
        arguments: [
            SignedIdentity.matchExact, .matchRepoDigestOrExact, .matchRepository,
            .remapIdentity(prefix: "a", signedPrefix: "b"),
        ]
    )
    func layout(identity: SignedIdentity) { #expect(!identity.accepts("r.io/a:1", for: .layout(path: "/srv/a"))) }
}
