// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@Suite("What cosign says about an image")
struct CosignTests {
    private static let hex = String(repeating: "ab", count: 32)

    @Test(
        "has a tag of the image's digest and a suffix",
        arguments: [(CosignSuffix.signature, "sig"), (.attestation, "att"), (.sbom, "sbom")]
    )
    func tags(suffix: CosignSuffix, text: String) throws {
        let tag = try #require(Tag(suffix, of: Digest("sha256:\(Self.hex)")))
        #expect(tag.description == "sha256-\(Self.hex).\(text)")
        #expect(tag.cosignSuffix == suffix)
        #expect(tag.isCosign)
    }

    @Test("has no tag where the digest leaves no room for the suffix", arguments: CosignSuffix.allCases)
    func noRoom(suffix: CosignSuffix) throws {
        #expect(Tag(suffix, of: try Digest("sha512:\(Self.hex)\(Self.hex)")) == nil)
    }

    @Test(
        "is told from other tags",
        arguments: [
            "sha256-\(hex)", "sha256-\(hex).sign", "sha256-\(hex).sig.sig", "sha256-\(hex.dropLast()).sig",
            "md5-\(hex).sig", "sha256.\(hex).sig",
            "sha256-\(hex).SIG", "v1.sig", "_.sig", "sha256-\(hex).",
            "sha256_\(hex).sig", "4.16.3",
        ]
    )
    func others(text: String) throws {
        let tag = try Tag(text)
        #expect(tag.cosignSuffix == nil)
        #expect(!tag.isCosign)
    }
}
