// SPDX-License-Identifier: Apache-2.0

/// A limit on what runs at the same time; ``AdaptiveLimit`` says how it falls when told to slow down, and how it rises
/// with successes.
///
/// So many clients of one server find a rate that the server can handle.
package final class ConcurrencyLimit: Sendable {
    private struct State {
        var limit: AdaptiveLimit
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
            while active < limit.current, !waiting.isEmpty {
                active += 1
                admitted.append(waiting.removeFirst().continuation)
            }
            return admitted
        }
    }

    private let time: TimeSource
    private let state: Guarded<State>

    /// Makes a limit that begins at its maximum.
    package convenience init(_ maximum: Int) { self.init(AdaptiveLimit(start: maximum, ceiling: maximum)) }

    /// Makes a limit that finds its level by the given clock.
    package init(_ limit: AdaptiveLimit, time: TimeSource = .system) {
        self.time = time
        state = Guarded(State(limit: limit))
    }

    /// The present limit.
    package var current: Int { state.withLock { $0.limit.current } }

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

        /// Counts a success, and the bytes that it moved.
        package func speedUp(bytes: Int64 = 0) { limit.speedUp(bytes) }
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
            state.limit.fall()
            state.entriesAtFall = state.entries
        }
    }

    private func speedUp(_ bytes: Int64) {
        let now = time.uptime()
        let admitted = state.withLock { state in
            state.limit.ended(bytes: bytes, isWanted: !state.waiting.isEmpty, at: now)
            return state.admit()
        }
        for continuation in admitted { continuation.resume() }
    }
}
