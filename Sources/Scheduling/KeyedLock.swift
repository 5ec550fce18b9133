// SPDX-License-Identifier: Apache-2.0

/// A lock for each key, which lets one task at a time work on the key.
package final class KeyedLock<Key: Hashable & Sendable>: Sendable {
    private let limits = Guarded<[Key: (limit: ConcurrencyLimit, users: Int)]>([:])

    package init() {}

    /// Runs `body` once no other task works on `key`.
    package func withLock<Result>(_ key: Key, _ body: () async throws -> Result) async throws -> Result {
        let limit = limits.withLock { limits in
            let entry = limits[key] ?? (ConcurrencyLimit(1), 0)
            limits[key] = (entry.limit, entry.users + 1)
            return entry.limit
        }
        defer {
            limits.withLock { limits in
                guard let entry = limits[key] else { return }
                limits[key] = entry.users > 1 ? (entry.limit, entry.users - 1) : nil
            }
        }
        return try await limit.withSlot { _ in try await body() }
    }
}
