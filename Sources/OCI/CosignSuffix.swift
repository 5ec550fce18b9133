// SPDX-License-Identifier: Apache-2.0

/// What cosign appends to the digest of the image that a tag is about (cosign, SIGNATURE_SPEC.md).
package enum CosignSuffix: String, Sendable, CaseIterable {
    case signature = "sig"
    case attestation = "att"
    case sbom
}

extension Tag {
    /// The tag of what cosign says about an image; `nil` for a digest that leaves no room for the suffix.
    package init?(_ suffix: CosignSuffix, of digest: Digest) {
        guard let tag = try? Tag("\(digest.tagText).\(suffix.rawValue)") else { return nil }
        self = tag
    }

    /// What cosign says under the tag; `nil` where it is none that cosign derives from a digest.
    package var cosignSuffix: CosignSuffix? {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let suffix = CosignSuffix(rawValue: String(parts[1])),
            (try? Digest(String(parts[0]).replacing("-", with: ":", maxReplacements: 1))) != nil
        else { return nil }
        return suffix
    }

    /// Whether it is one of the tags that cosign derives from a digest.
    package var isCosign: Bool { cosignSuffix != nil }
}
