// SPDX-License-Identifier: Apache-2.0

/// The result of a plan in short.
package struct PlanConclusion: Sendable, Equatable, Encodable {
    package enum State: String, Sendable, Encodable {
        /// Applying changes the target; the totals give the numbers.
        case changes
        /// None of the requested images can be deleted.
        case nothingToDelete = "nothing-to-delete"
        /// The target has all images that the configuration requests.
        case inSync = "in-sync"
    }

    package let state: State
    /// The number of images that are already at the target, without attachments.
    package let imagesInSync: Int
    /// The number of images that were to be deleted but are kept.
    package let kept: Int
    /// Whether every image of the configuration was found at its source.
    package let foundAllSources: Bool
}
