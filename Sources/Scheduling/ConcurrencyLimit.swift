// SPDX-License-Identifier: Apache-2.0

/// A limit on what runs at the same time; it falls when told to slow down and rises with successes.
///
/// A fall halves the limit. It rises by one for every round of successes, as in TCP. So many clients of one server
/// find a rate that the server can handle.
package final class ConcurrencyLimit: Sendable {
    private struct State {
        var limit: Double
        var active = 0
        var nextTicket = 0
        /// The number of entries so far.
        var entries = 0
        /// The number of entries when the limit fell last.
        var entriesAtFall = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []

        /// Admits as many of the waiting as the limit allows.
        mutating func admit() -> [CheckedContinuation<Void, any Error>] {
            var admitted: [CheckedContinuation<Void, any Error>] = []
            while active < Int(limit), !waiting.isEmpty {
                active += 1
                admitted.append(waiting.removeFirst().continuation)
            }
            return admitted
        }
    }

    private let maximum: Int
    private let state: Guarded<State>

    package init(_ maximum: Int) {
        self.maximum = max(1, maximum)
        state = Guarded(State(limit: Double(max(1, maximum))))
    }

    /// The present limit.
    package var current: Int { state.withLock { Int($0.limit) } }

    /// Runs `body` once there is a free slot; waiters are admitted in order.
    ///
    /// Inside, call ``Slot/slowDown()`` or ``Slot/speedUp()`` to report the result.
    package func withSlot<Result>(_ body: (Slot) async throws -> Result) async throws -> Result {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await enter(ticket)
        defer { leave() }
        let entry = state.withLock { state in
            state.entries += 1
            return state.entries
        }
        return try await body(Slot(limit: self, entry: entry))
    }

    /// One of the slots in use.
    package struct Slot: Sendable {
        fileprivate let limit: ConcurrencyLimit
        fileprivate let entry: Int

        /// Halves the limit, once for all that were running at the time.
        package func slowDown() { limit.slowDown(entry) }

        /// Counts a success.
        package func speedUp() { limit.speedUp() }
    }

    private func enter(_ ticket: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let admitted = state.withLock { state in
                    // A cancellation that came earlier found nothing to remove.
                    if Task.isCancelled { return nil as [CheckedContinuation<Void, any Error>]? }
                    state.waiting.append((ticket, continuation))
                    return state.admit()
                }
                if let admitted {
                    for other in admitted { other.resume() }
                } else {
                    continuation.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    private func leave() {
        let admitted = state.withLock { state in
            state.active -= 1
            return state.admit()
        }
        for continuation in admitted { continuation.resume() }
    }

    private func slowDown(_ entry: Int) {
        state.withLock { state in
            guard entry > state.entriesAtFall else { return }
            state.limit = max(1, state.limit / 2)
            state.entriesAtFall = state.entries
        }
    }

    private func speedUp() {
        let admitted = state.withLock { state in
            state.limit = min(Double(maximum), state.limit + 1 / state.limit)
            return state.admit()
        }
        for continuation in admitted { continuation.resume() }
    }
}
