// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans
package import SequenceMetadata

/// The registry behind the gap, as far as the metadata of oc-mirror v1 knows: what earlier archives of the workspace brought.
package struct SequencedTarget: TargetObserving {
    private let images: [PlacedName: Digest]
    private let blobs: Set<Digest>

    /// `previous` is the metadata that the new archive continues; `nil` for a new workspace.
    package init(after previous: WorkspaceMetadata?) {
        let images = previous?.images(at: PlanTarget.archiveRoot) ?? []
        self.images = Dictionary(images.map { ($0.name, $0.manifest.digest) }, uniquingKeysWith: { first, _ in first })
        blobs = Set((previous?.pastAssociations ?? []).flatMap(\.layerDigests).compactMap(\.digest))
    }

    package func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? {
        let separator = if case .digest = reference { "@" } else { ":" }
        return images[PlacedName("\(repository)\(separator)\(reference)")]
    }

    package func listsReferrers(in repository: Repository) async throws -> Bool { true }

    package func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool { blobs.contains(digest) }

    package func isLost(_ image: Digest) -> Bool { false }
}
