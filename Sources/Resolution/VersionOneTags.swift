// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans

extension DesiredImage {
    /// The tags under which oc-mirror v1 may have put the image at the target, beside the tag of its destination; sorted.
    ///
    /// Version 1 did not use `sha256-<hex>` for images that are named by digest only. Releases, the graph data and tagged
    /// images have the same names. Such a tag is no proof: all untagged images of a repository share `latest`, and the
    /// other names are parts of hashes. So callers must check the tag's digest.
    ///
    /// `isOfLayoutCatalog` tells that the catalog of an operator's image was read from a layout (`oci://`), and `known` is
    /// the digest of an image that is named by tag only.
    package func versionOneTags(isOfLayoutCatalog: Bool, known: Digest? = nil) -> [Tag] {
        guard let reference, let digest = reference.digest ?? known else { return [] }
        var tags: [String]
        switch type {
        case .operatorBundle, .operatorRelatedImage:
            // If catalogs name different images by one tag, the destination has the digest instead.
            tags = reference.versionOneTags(of: digest, isOfLayoutCatalog: isOfLayoutCatalog)
        case .additionalImage, .helmImage:
            guard reference.tag == nil else { return [] }
            // The second tag was used if one archive held several images of a repository.
            tags = ["latest", String(digest.hex.prefix(8))]
        case .operatorCatalog:
            let isNamedByDigest = destination.tag == Tag(of: build?.image.digest ?? digest)
            guard reference.tag == nil, isNamedByDigest else { return [] }
            tags = [String(digest.hex.prefix(6))]
        case .releasePayload, .releaseComponent, .graphData, .helmChart, .signature, .attestation, .sbom, .referrer:
            return []
        }
        tags.removeAll { $0 == destination.tag.description }
        return Set(tags).sorted().compactMap { try? Tag($0) }
    }
}
