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
    /// `isOfLayoutCatalog` tells that the catalog of an operator's image was read from a layout (`oci://`).
    package func versionOneTags(isOfLayoutCatalog: Bool) -> [Tag] {
        guard let reference, let digest = reference.digest else { return [] }
        var tags: [String]
        switch type {
        case .operatorBundle, .operatorRelatedImage:
            if let tag = reference.tag {
                // If catalogs name different images by one tag, the destination has the digest instead.
                tags = [tag.description]
            } else if isOfLayoutCatalog {
                tags = [String(digest.hex.prefix(6))]
            } else {
                tags = reference.spellings.map { String(fowlerNollVo($0.utf8), radix: 16) }
            }
        case .additionalImage, .helmImage:
            guard reference.tag == nil else { return [] }
            // The second tag was used if one archive held several images of a repository.
            tags = ["latest", String(digest.hex.prefix(8))]
        case .operatorCatalog:
            let isNamedByDigest = destination.tag == Tag(of: build?.image.digest ?? digest)
            guard reference.tag == nil, isNamedByDigest else { return [] }
            tags = [String(digest.hex.prefix(6))]
        case .releasePayload, .releaseComponent, .graphData, .signature, .attestation, .sbom, .referrer: return []
        }
        tags.removeAll { $0 == destination.tag.description }
        return Set(tags).sorted().compactMap { try? Tag($0) }
    }
}

extension ImageReference {
    /// The spellings of the reference in catalogs; version 1 hashed the text as it found it.
    fileprivate var spellings: [String] {
        guard assumesDockerHub else { return [description] }
        let text = String(description.dropFirst("\(repository.host)/".count))
        let library = "library/"
        return text.hasPrefix(library) ? [text, String(text.dropFirst(library.count))] : [text]
    }
}

/// The 32-bit FNV-1a hash (draft-eastlake-fnv).
private func fowlerNollVo(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}
