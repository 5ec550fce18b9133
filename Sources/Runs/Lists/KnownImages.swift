// SPDX-License-Identifier: Apache-2.0

import Catalogs
import OCI
import SequenceMetadata

/// The images that metadata of oc-mirror v1 has.
struct KnownImages: Sendable {
    private let digests: Set<Digest>
    /// The names by tag: source repository and tag.
    private let tags: Set<String>

    init(_ metadata: WorkspaceMetadata) {
        let associations = metadata.pastAssociations + metadata.pastMirrors.flatMap(\.associations)
        digests = Set(associations.compactMap { try? Digest($0.id.description) })
        tags = Set(
            associations.compactMap { association in
                association.source.map { "\($0.repository):\(association.tagSymlink)" }
            }
        )
    }

    /// Whether a bundle was mirrored.
    ///
    /// One that the catalog names by its tag counts as mirrored if its repository and its tag are known.
    func contains(_ bundle: CatalogBundle) -> Bool {
        guard let reference = try? ImageReference(bundle.image) else { return false }
        if let digest = reference.digest { return digests.contains(digest) }
        return tags.contains("\(reference.repository):\(reference.tag.map(\.description) ?? "latest")")
    }
}
