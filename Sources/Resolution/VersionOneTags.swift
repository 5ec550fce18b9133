// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans

extension DesiredImage {
    /// The tags under which oc-mirror v1 may have left the image at the target, beside the one of its destination; sorted.
    ///
    /// Version 1 had other names than `sha256-<hex>` for what is named by its digest alone; releases, the graph's data and
    /// what has a tag are called the same. Such a tag is no proof: `latest` is shared by all images of a repository that
    /// have no tag, and the other names are parts of hashes. So whoever finds one looks at what it names.
    ///
    /// `isOfLayoutCatalog` says that the catalog that names an operator's image was read from a layout (`oci://`).
    package func versionOneTags(isOfLayoutCatalog: Bool) -> [Tag] {
        guard let reference, let digest = reference.digest else { return [] }
        var tags: [String]
        switch type {
        case .operatorBundle, .operatorRelatedImage:
            if let tag = reference.tag {
                // Where catalogs name different images by one tag, the destination has the digest instead.
                tags = [tag.description]
            } else if isOfLayoutCatalog {
                tags = [String(digest.hex.prefix(6))]
            } else {
                tags = reference.spellings.map { String(fowlerNollVo($0.utf8), radix: 16) }
            }
        case .additionalImage, .helmImage:
            guard reference.tag == nil else { return [] }
            // The second where one archive held several images of a repository.
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
    /// How a catalog may have written the reference; version 1 hashed the text as it found it.
    fileprivate var spellings: [String] {
        guard assumesDockerHub else { return [description] }
        let text = String(description.dropFirst("\(repository.host)/".count))
        let library = "library/"
        return text.hasPrefix(library) ? [text, String(text.dropFirst(library.count))] : [text]
    }
}

/// The hash FNV-1a of 32 bits (draft-eastlake-fnv).
private func fowlerNollVo(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}
