// SPDX-License-Identifier: Apache-2.0

package import Plans

extension PlannedSequence {
    /// Returns the metadata after the plan was applied completely to a target, `host[:port][/namespace]`.
    ///
    /// `previous` is the metadata that the plan continues. A step that publishes an archive has none of its own. Throws
    /// `MetadataError` if the record is damaged, and `MetadataContinuationError`.
    package func metadata(
        after previous: WorkspaceMetadata?,
        _ outcome: SequenceOutcome,
        at target: String
    ) throws -> WorkspaceMetadata {
        let run = try PastMirror(record: record ?? "")
        let start = previous ?? WorkspaceMetadata(uid: WorkspaceID(workspace) ?? .none, isSingleUse: place == nil)
        let left = Set(dropped.map { Association.Key(name: $0.name, path: $0.path) })
        return try start.next(
            SequenceStep(
                timestamp: outcome.timestamp,
                configuration: run.configuration.section ?? MirrorSection(),
                catalogs: run.catalogs,
                channels: run.channels,
                mirrored: outcome.mirrored,
                dropped: start.images(deleted: outcome.deleted, at: target).union(left)
            )
        )
    }

    /// Whether metadata is what applying the plan has written.
    ///
    /// Only an apply that was interrupted after it had written the metadata finds it so.
    package func wrote(_ metadata: WorkspaceMetadata) -> Bool {
        guard metadata.uid.description == workspace, metadata.sequence == number, let current = metadata.current else {
            return false
        }
        return record == current.record
    }
}
