// SPDX-License-Identifier: Apache-2.0

/// What a run of a workspace drops from a target.
///
/// oc-mirror v1 deletes each manifest that the metadata had and has no longer, by digest and repository, the children of
/// indexes included. It deletes what another workspace still has in the same repository; here that is kept.
package struct DroppedContent: Sendable, Equatable {
    /// A manifest that is dropped and stays, because other workspaces have it.
    package struct Kept: Sendable, Hashable {
        package let manifest: MirroredManifest
        /// Sorted.
        package let workspaces: [WorkspaceID]
    }

    /// Sorted by repository and digest.
    package let deletions: [MirroredManifest]
    /// Sorted by repository and digest.
    package let kept: [Kept]

    /// Compares the metadata of a workspace before and after a run; `others` are the other workspaces of the target.
    package init(
        from previous: WorkspaceMetadata,
        to next: WorkspaceMetadata,
        at target: String,
        others: [WorkspaceMetadata] = []
    ) {
        let dropped = previous.manifests(at: target).subtracting(next.manifests(at: target)).sorted()
        var holders: [MirroredManifest: Set<WorkspaceID>] = [:]
        for other in others where other.uid != next.uid {
            for manifest in other.manifests(at: target) { holders[manifest, default: []].insert(other.uid) }
        }
        deletions = dropped.filter { holders[$0] == nil }
        kept = dropped.compactMap { manifest in
            holders[manifest].map { Kept(manifest: manifest, workspaces: $0.sorted()) }
        }
    }
}
