// SPDX-License-Identifier: Apache-2.0

/// The files for clusters, with the change of each, its objects, and its sources beside the plan's own images.
package struct ManifestReview: Sendable, Equatable, Encodable {
    /// The change of a file.
    package enum Change: String, Sendable, Encodable {
        case added, changed, removed
    }

    package struct File: Sendable, Equatable, Encodable {
        /// The path inside the audit repository.
        package let path: String
        /// The change; absent if the file stays as it is, or if its present text is unknown.
        package let change: Change?
        /// Kind and name of each object; absent if the file is removed.
        package let objects: [String]?
        /// The lines of a written file that was made from the user's template; no other field of the plan shows them.
        package let template: [String]
    }

    /// An image that other configurations keep.
    package struct Other: Sendable, Equatable, Encodable {
        package let origins: [String]
        package let destination: String
    }

    /// Whether the files were compared with the existing ones.
    package let isCompared: Bool
    /// Whether only the files that change are listed.
    package let listsChangesOnly: Bool
    /// The files, sorted by path.
    package let files: [File]
    /// Releases without signatures for clusters, in natural order.
    package let unsigned: [String]
    /// The images of other configurations.
    package let others: [Other]
}
