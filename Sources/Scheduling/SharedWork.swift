// SPDX-License-Identifier: Apache-2.0

/// Does the work of a key once, however many ask for it at the same time.
///
/// Nothing is remembered: once the work is done, the next to ask starts it anew.
package final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Value, any Error>?, Never>

    /// Those that wait, for each key whose work is under way.
    private let waiting = Guarded<[Key: [Waiter]]>([:])

    package init() {}

    /// Returns what `work` returns, or what the same work returns that is already under way.
    package func value(for key: Key, _ work: () async throws -> Value) async throws -> Value {
        while true {
            let isFirst = waiting.withLock { waiting in
                guard waiting[key] == nil else { return false }
                waiting[key] = []
                return true
            }
            if isFirst { return try await perform(key, work) }
            if let shared = await join(key) { return try shared.get() }
            try Task.checkCancellation()
        }
    }

    private func perform(_ key: Key, _ work: () async throws -> Value) async throws -> Value {
        let result: Result<Value, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        let others = waiting.withLock { $0.removeValue(forKey: key) ?? [] }
        // Who does the work may have been cancelled; those who wait were not, and try themselves.
        let shared: Result<Value, any Error>? =
            if case .failure(let error) = result, error is CancellationError { nil } else { result }
        for other in others { other.resume(returning: shared) }
        return try result.get()
    }

    /// Waits for work that is under way; `nil` when there is none or it came to nothing.
    private func join(_ key: Key) async -> Result<Value, any Error>? {
        await withCheckedContinuation { continuation in
            let isWaiting = waiting.withLock { waiting in
                guard waiting[key] != nil else { return false }
                waiting[key]?.append(continuation)
                return true
            }
            if !isWaiting { continuation.resume(returning: nil) }
        }
    }
}
