// SPDX-License-Identifier: Apache-2.0

/// The state that oc-mirror v1 keeps of one workspace: what it mirrored so far, and how far its sequence has come.
///
/// Texts are kept as they are, so that what is read and written again stays the same.
package struct WorkspaceMetadata: Sendable, Hashable {
    /// The path of the metadata in a folder for metadata, in archives and in images.
    package static let path = "publish/.metadata.json"

    package let generation: MetadataGeneration
    /// ``WorkspaceID/none`` if there is none.
    package let uid: WorkspaceID
    /// Whether it belongs to a run without a place for metadata, whose archive may be published any number of times.
    package let isSingleUse: Bool
    /// The past runs in the order of the file; v1alpha2 keeps only the last one.
    package let pastMirrors: [PastMirror]
    /// All that is believed to be at the target, in any order; only v1alpha2 has this list.
    package let pastAssociations: [Association]
    /// All blobs that were ever packed; the generations before v1alpha2 have this list.
    package let pastBlobs: [PastBlob]
    /// All manifests that were ever packed; only the oldest generation has this list.
    package let pastManifests: [PastManifest]

    package init(
        uid: WorkspaceID,
        isSingleUse: Bool = false,
        pastMirror: PastMirror? = nil,
        pastAssociations: [Association] = []
    ) {
        generation = .alpha2
        self.uid = uid
        self.isSingleUse = isSingleUse
        pastMirrors = pastMirror.map { [$0] } ?? []
        self.pastAssociations = pastAssociations
        pastBlobs = []
        pastManifests = []
    }

    init(_ generation: MetadataGeneration, _ fields: Fields) {
        self.generation = generation
        uid = fields.uid
        isSingleUse = fields.isSingleUse
        pastMirrors = fields.pastMirrors
        pastAssociations = fields.pastAssociations
        pastBlobs = fields.pastBlobs
        pastManifests = fields.pastManifests
    }

    /// The content of metadata while it is read.
    struct Fields {
        var uid = WorkspaceID.none
        var isSingleUse = false
        var pastMirrors: [PastMirror] = []
        var pastAssociations: [Association] = []
        var pastBlobs: [PastBlob] = []
        var pastManifests: [PastManifest] = []
    }
}

extension WorkspaceMetadata {
    /// The last run; `nil` in a new workspace.
    package var current: PastMirror? {
        pastMirrors.max { $0.sequence < $1.sequence }
    }

    /// The sequence of the last run, from 1; `nil` in a new workspace.
    package var sequence: Int? { current?.sequence }

    /// The sequence of the run that follows.
    package var nextSequence: Int { (sequence ?? 0) + 1 }
}
