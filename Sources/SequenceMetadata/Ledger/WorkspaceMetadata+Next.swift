// SPDX-License-Identifier: Apache-2.0

extension WorkspaceMetadata {
    /// Returns the metadata after another run.
    ///
    /// An image that was not deleted must not be dropped, even if no configuration asks for it: oc-mirror forgets such
    /// images, and then nothing ever deletes them. Throws if this metadata cannot be continued.
    package func next(_ step: SequenceStep) throws(MetadataContinuationError) -> WorkspaceMetadata {
        guard generation == .alpha2 else { throw .earlierGeneration(generation) }
        guard isSound else { throw .unsound }
        let tree = AssociationTree(pastAssociations)
        let mirrored = Self.unique(step.mirrored.flatMap(\.associations))
        let kept = Self.releasingTags(
            of: tree.closure(of: tree.roots.filter { !step.dropped.contains($0.key) }),
            to: mirrored
        )
        return WorkspaceMetadata(
            uid: uid,
            isSingleUse: isSingleUse,
            pastMirror: PastMirror(
                timestamp: step.timestamp,
                sequence: nextSequence,
                configuration: step.configuration,
                catalogs: step.catalogs,
                channels: step.channels,
                associations: mirrored
            ),
            pastAssociations: Self.unique(mirrored + kept)
        )
    }

    /// The images of earlier runs that none of the wanted sources, spelled with their digests, asks for.
    package func images(notAmong wanted: Set<String>) -> Set<Association.Key> {
        Set(AssociationTree(pastAssociations).roots.filter { !wanted.contains($0.name) }.map(\.key))
    }

    /// The images of earlier runs that were deleted from a target.
    package func images(deleted manifests: Set<MirroredManifest>, at target: String) -> Set<Association.Key> {
        let paths = paths(at: target)
        let roots = AssociationTree(pastAssociations).roots
        return Set(roots.filter { paths.manifest(of: $0).map(manifests.contains) ?? false }.map(\.key))
    }

    /// The kept images without the tags that now name other images: only one of a repository's images has a tag.
    private static func releasingTags(of kept: [Association], to mirrored: [Association]) -> [Association] {
        struct Name: Hashable {
            let path: String
            let tag: String
        }
        let taken = Set(mirrored.filter { !$0.tagSymlink.isEmpty }.map { Name(path: $0.path, tag: $0.tagSymlink) })
        let renewed = Set(mirrored.map(\.key))
        return kept.map { association in
            let name = Name(path: association.path, tag: association.tagSymlink)
            guard taken.contains(name), !renewed.contains(association.key) else { return association }
            return Association(
                association.type,
                name: association.name,
                path: association.path,
                id: association.id,
                content: Association.Content(
                    manifests: association.manifestDigests,
                    layers: association.layerDigests
                )
            )
        }
    }

    /// The associations with the first one of each key, in order.
    private static func unique(_ associations: [Association]) -> [Association] {
        var seen: Set<Association.Key> = []
        return associations.filter { seen.insert($0.key).inserted }
    }
}
