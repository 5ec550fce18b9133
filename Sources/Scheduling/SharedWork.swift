// SPDX-License-Identifier: Apache-2.0

/// Work that is done once per key for all callers that ask at the same time.
///
/// Nothing is remembered: after the work is done, the next caller starts it again.
package final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Value, any Error>?, Never>

    /// The callers that wait, for each key whose work is running.
    private let waiting = Guarded<[Key: [Waiter]]>([:])

    package init() {}

    /// Returns the result of `work`, or that of the same work that is already running.
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
        // The task that does the work may have been cancelled. The waiting ones were not, and try themselves.
        let shared: Result<Value, any Error>? =
            if case .failure(let error) = result, error is CancellationError { nil } else { result }
        for other in others { other.resume(returning: shared) }
        return try result.get()
    }

    /// Waits for running work; `nil` if no work is running or it was cancelled.
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
