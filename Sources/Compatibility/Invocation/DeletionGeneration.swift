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
