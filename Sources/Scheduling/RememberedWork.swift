// SPDX-License-Identifier: Apache-2.0

/// Does the work of a key once for good: whoever asks later gets what the first got.
///
/// Failures are not remembered; the next to ask tries again.
package final class RememberedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let underWay = SharedWork<Key, Value>()
    private let results = Guarded<[Key: Value]>([:])

    package init() {}

    /// What was returned for this key before, if anything.
    package func known(_ key: Key) -> Value? { results.withLock { $0[key] } }

    /// Returns what `work` returned for this key, now or before.
    package func value(for key: Key, _ work: () async throws -> Value) async throws -> Value {
        if let value = known(key) { return value }
        return try await underWay.value(for: key) {
            // It may have been done between the look and the turn.
            if let value = known(key) { return value }
            let value = try await work()
            results.withLock { $0[key] = value }
            return value
        }
    }
}
