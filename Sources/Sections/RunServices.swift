// SPDX-License-Identifier: Apache-2.0

package import Cache

/// What a run lends to its sections: its environment, its cache, and somebody who watches.
package struct RunServices: Sendable {
    package let environment: [String: String]
    /// Opens the cache; it is made if need be.
    package let openCache: @Sendable () async throws -> DiskCache
    package let progress: @Sendable (SectionProgress) -> Void

    package init(
        environment: [String: String],
        openCache: @escaping @Sendable () async throws -> DiskCache,
        progress: @escaping @Sendable (SectionProgress) -> Void = { _ in }
    ) {
        self.environment = environment
        self.openCache = openCache
        self.progress = progress
    }
}
