// SPDX-License-Identifier: Apache-2.0

/// The files for clusters: what becomes of each, which objects are in it, and what they come of beside the plan's own
/// images.
package struct ManifestReview: Sendable, Equatable, Encodable {
    /// What becomes of a file.
    package enum Change: String, Sendable, Encodable {
        case added, changed, removed
    }

    package struct File: Sendable, Equatable, Encodable {
        /// The path inside the audit repository.
        package let path: String
        /// Absent where nothing changes, or where that is not known.
        package let change: Change?
        /// Kind and name of each object; absent for a file that is removed.
        package let objects: [String]?
        /// The lines of a file that is made from the user's template and written; no other field of the plan shows them.
        package let template: [String]
    }

    /// An image that other configurations keep.
    package struct Other: Sendable, Equatable, Encodable {
        package let origins: [String]
        package let destination: String
    }

    /// Whether the files were compared with those that are there.
    package let isCompared: Bool
    /// Whether only the files that change are listed.
    package let listsChangesOnly: Bool
    /// Sorted by path.
    package let files: [File]
    /// Releases of which clusters get no signature, in natural order.
    package let unsigned: [String]
    /// What other configurations keep.
    package let others: [Other]
}
