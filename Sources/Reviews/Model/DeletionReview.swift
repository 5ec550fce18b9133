// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The deletions of a plan, and the images that are kept.
package struct DeletionReview: Sendable, Equatable, Encodable {
    /// The files that are removed from the cache.
    package struct CachedFiles: Sendable, Equatable, Encodable {
        package let count: Int
        package let bytes: Int64
    }

    /// The checks of every deleted manifest, if there are several manifests.
    package let checked: [String]
    /// The deletions by the section of the configuration that requests them, sorted by name.
    package let sections: [DeletionSection]
    package let cached: CachedFiles?
    /// The images that were requested but are kept: those requested by name, then parts, each in natural order.
    package let kept: [KeptImage]
}
