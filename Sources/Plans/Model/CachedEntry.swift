// SPDX-License-Identifier: Apache-2.0

/// A file of the cache that goes after the deletions, because it is about what they take away.
package struct CachedEntry: Sendable, Equatable, Codable {
    /// The name below the folder of the cache.
    package let name: String
    /// In bytes.
    package let size: Int64

    package init(name: String, size: Int64) {
        self.name = name
        self.size = size
    }
}
