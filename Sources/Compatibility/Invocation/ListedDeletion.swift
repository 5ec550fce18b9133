// SPDX-License-Identifier: Apache-2.0

package import Resolution

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
