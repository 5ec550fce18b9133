// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// The first phase of a deletion of v2: the list of images to delete.
package struct DeletionGeneration: Sendable, Equatable {
    /// The path of the `DeleteImageSetConfiguration`.
    package let configuration: String
    package let workspace: VersionTwoWorkspace
    package let registry: MirrorTarget
    /// A part of the names of the written files.
    package let id: DeletionID?
    /// Whether images are found under the tags of v1, too.
    package let findsVersionOneTags: Bool
}

/// The second phase: the deletion of the images of a list.
package struct ListedDeletion: Sendable, Equatable {
    /// The path of the list.
    package let list: String
    package let registry: MirrorTarget
    /// Where logs go; v2 knows no workspace in this phase, and writes below the current folder.
    package let workspace: VersionTwoWorkspace?
    /// Whether the images are removed from the cache, too.
    package let trimsCache: Bool
}

/// A part of the names of files.
package struct DeletionID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes letters, digits, dots, dashes and underscores, so that the name stays in its folder.
    package init?(_ text: String) {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.allSatisfy(allowed.contains) else { return nil }
        description = text
    }
}
