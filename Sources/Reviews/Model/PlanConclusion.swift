// SPDX-License-Identifier: Apache-2.0

/// What a plan comes to.
package struct PlanConclusion: Sendable, Equatable, Encodable {
    package enum State: String, Sendable, Encodable {
        /// Applying changes the target; the totals say how.
        case changes
        /// Nothing that was to be deleted may go.
        case nothingToDelete = "nothing-to-delete"
        /// The target holds everything that the configuration asks for.
        case inSync = "in-sync"
    }

    package let state: State
    /// How many images the target holds already, without attachments.
    package let imagesInSync: Int
    /// How many images were to be deleted and are kept.
    package let kept: Int
    /// Whether every image of the configuration was found at its source.
    package let foundAllSources: Bool
}
