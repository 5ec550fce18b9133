// SPDX-License-Identifier: Apache-2.0

/// Work that is done once per key; later callers get the first result.
///
/// Failures are not remembered; the next caller tries again.
package final class RememberedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let underWay = SharedWork<Key, Value>()
    private let results = Guarded<[Key: Value]>([:])

    package init() {}

    /// The result for this key; `nil` if the work for it is not finished.
    package func known(_ key: Key) -> Value? { results.withLock { $0[key] } }

    /// Returns the result of `work` for this key, from now or before.
    package func value(for key: Key, _ work: () async throws -> Value) async throws -> Value {
        if let value = known(key) { return value }
        return try await underWay.value(for: key) {
            // Another caller may have finished it in the meantime.
            if let value = known(key) { return value }
            let value = try await work()
            results.withLock { $0[key] = value }
            return value
        }
    }
}
