// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The step of a sequence of oc-mirror v1 that a plan takes: which metadata it continues, and what it writes.
///
/// It has neither a clock nor a random number in it: the identity of a new workspace follows from configuration and target.
package struct PlannedSequence: Sendable, Equatable {
    /// The UUID of the workspace, in lower case.
    package let workspace: String
    /// The sequence that applying writes, from 1.
    package let number: Int
    /// Where the metadata is kept; `nil` for an archive that may be published any number of times.
    package let place: SequencePlace?
    /// The digest of the metadata that is continued; `nil` for a new workspace.
    package let continues: Digest?
    /// What is written.
    package let content: Content

    package init(
        workspace: String,
        number: Int,
        place: SequencePlace?,
        continues: Digest?,
        content: Content
    ) {
        self.workspace = workspace
        self.number = number
        self.place = place
        self.continues = continues
        self.content = content
    }

    /// What the metadata says once the plan was applied.
    package enum Content: Sendable, Equatable {
        /// The run as metadata records it, without time and images: JSON in the words of oc-mirror v1. The dropped images
        /// are left out: no configuration wants them, and publishing the archive deletes them, or the registry lacks them.
        case run(record: String, dropped: [Dropped])
        /// The metadata of the archive that is published, as it is.
        case published(Digest)
    }

    /// An image of an earlier run that the metadata no longer has.
    package struct Dropped: Sendable, Hashable, Codable {
        /// The source with its digest.
        package let name: String
        /// The repository, or the whole destination.
        package let path: String

        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    /// The run as metadata records it; `nil` if the metadata of an archive is published.
    package var record: String? {
        if case .run(let record, _) = content { record } else { nil }
    }

    /// The images of earlier runs that the metadata no longer has, beside those that the plan deletes.
    package var dropped: [Dropped] {
        if case .run(_, let dropped) = content { dropped } else { [] }
    }

    /// The largest number of a sequence.
    package static let numberLimit = 1_000_000_000
}
