// SPDX-License-Identifier: Apache-2.0

/// A suffix that cosign appends to an image's digest to form a tag (cosign, SIGNATURE_SPEC.md).
package enum CosignSuffix: String, Sendable, CaseIterable {
    case signature = "sig"
    case attestation = "att"
    case sbom
}

extension Tag {
    /// Makes cosign's tag for an image; `nil` for a digest that leaves no room for the suffix.
    package init?(_ suffix: CosignSuffix, of digest: Digest) {
        guard let tag = try? Tag("\(digest.tagText).\(suffix.rawValue)") else { return nil }
        self = tag
    }

    /// The suffix of a tag that cosign derives from a digest; `nil` for any other tag.
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
