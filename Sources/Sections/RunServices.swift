// SPDX-License-Identifier: Apache-2.0

package import Cache

/// The services that a run offers to its sections: environment, cache and progress.
package struct RunServices: Sendable {
    package let environment: [String: String]
    /// Opens the cache; makes it if it is missing.
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
