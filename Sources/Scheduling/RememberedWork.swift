// SPDX-License-Identifier: Apache-2.0

/// Does the work of a key once for good: whoever asks later gets what the first got.
///
/// Failures are not remembered; the next to ask tries again.
package final class RememberedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let underWay = SharedWork<Key, Value>()
    private let known = Guarded<[Key: Value]>([:])

    package init() {}

    /// Returns what `work` returned for this key, now or before.
    package func value(for key: Key, _ work: () async throws -> Value) async throws -> Value {
        if let value = known.withLock({ $0[key] }) { return value }
        return try await underWay.value(for: key) {
            // It may have been done between the look and the turn.
            if let value = known.withLock({ $0[key] }) { return value }
            let value = try await work()
            known.withLock { $0[key] = value }
            return value
        }
    }
}
