// SPDX-License-Identifier: Apache-2.0

/// The waits of a run, which all end at once when the user wants to stop.
final class Waits: Sendable {
    private struct State {
        var isEnded = false
        var number = 0
        var sleepers: [Int: Task<Void, any Error>] = [:]
    }

    private let state = Guarded(State())

    /// Waits; throws `CancellationError` when the task is cancelled, or waiting has ended.
    func wait(_ duration: Duration, _ time: TimeSource) async throws {
        let sleeper = Task { try await time.sleep(duration) }
        let number = state.withLock { state in
            guard !state.isEnded else { return Int?.none }
            state.number += 1
            state.sleepers[state.number] = sleeper
            return state.number
        }
        guard let number else {
            sleeper.cancel()
            throw CancellationError()
        }
        defer { state.withLock { $0.sleepers[number] = nil } }
        try await withTaskCancellationHandler {
            try await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
    }

    /// Ends all present and future waits.
    func end() {
        let sleepers = state.withLock { state in
            state.isEnded = true
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.cancel() }
    }
}
