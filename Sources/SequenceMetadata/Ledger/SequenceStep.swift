// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What one run did, as far as the metadata of oc-mirror v1 records it.
package struct SequenceStep: Sendable {
    /// The time when the run began, in seconds since 1970.
    package let timestamp: Int64
    /// The section of the configuration, with the bounds of release channels filled in.
    package let configuration: MirrorSection
    package let catalogs: [RecordedCatalog]
    package let channels: [RecordedChannel]
    /// The images that the run mirrored.
    package let mirrored: [RecordedImage]
    /// The images of earlier runs that are dropped.
    package let dropped: Set<Association.Key>

    package init(
        timestamp: Int64,
        configuration: MirrorSection,
        catalogs: [RecordedCatalog] = [],
        channels: [RecordedChannel] = [],
        mirrored: [RecordedImage] = [],
        dropped: Set<Association.Key> = []
    ) {
        self.timestamp = timestamp
        self.configuration = configuration
        self.catalogs = catalogs
        self.channels = channels
        self.mirrored = mirrored
        self.dropped = dropped
    }
}

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
        let kept = tree.roots.filter { !step.dropped.contains($0.key) }.flatMap(tree.whole)
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

    /// The associations with the first one of each key, in order.
    private static func unique(_ associations: [Association]) -> [Association] {
        var seen: Set<Association.Key> = []
        return associations.filter { seen.insert($0.key).inserted }
    }
}

/// An error that metadata cannot be continued.
package enum MetadataContinuationError: ExplainedError, Sendable, Equatable {
    /// No version of oc-mirror reads the metadata of another generation.
    case earlierGeneration(MetadataGeneration)
    /// The metadata contradicts itself, as its findings say.
    case unsound

    package var explanation: Explanation {
        switch self {
        case .earlierGeneration(let generation):
            Explanation(
                "metadata of `\(generation.apiVersion)` cannot be continued",
                cause: "oc-mirror of OpenShift 4.11 and later does not read it.",
                remedy:
                    "Start a new workspace. What the old one mirrored is found at the target by its digests and is not "
                    + "copied again."
            )
        case .unsound:
            Explanation(
                "the metadata contradicts itself, so it cannot be continued",
                remedy:
                    "Use another copy: the metadata in the target's image `oc-mirror:<uid>`, or in the last archive that "
                    + "was published."
            )
        }
    }
}
