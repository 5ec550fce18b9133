// SPDX-License-Identifier: Apache-2.0

package import Plans

/// What a plan deletes and keeps.
package struct DeletionReview: Sendable, Equatable, Encodable {
    /// Files of the cache that are removed.
    package struct CachedFiles: Sendable, Equatable, Encodable {
        package let count: Int
        package let bytes: Int64
    }

    /// What was checked for every manifest that is deleted, where there are several.
    package let checked: [String]
    /// By the section of the configuration that asks for it, sorted by name.
    package let sections: [DeletionSection]
    package let cached: CachedFiles?
    /// What was to be deleted and is kept: images that are asked for by name, then parts, each in natural order.
    package let kept: [KeptImage]
}
