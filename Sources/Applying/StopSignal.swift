// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// A request to stop: no new transfer begins, and running jobs end within a limited time.
package final class StopSignal: Sendable {
    private struct State {
        /// The time of the request.
        var requested: Duration?
        var number = 0
        /// The running jobs, which are told of the request.
        var listeners: [Int: @Sendable () -> Void] = [:]
    }

    /// The time from the request until the whole run has ended, its record included.
    package let within: Duration
    private let time: TimeSource
    private let state = Guarded(State())

    package init(within: Duration = .seconds(10), time: TimeSource = .system) {
        self.within = within
        self.time = time
    }

    /// The time that jobs have after the request; the rest of `within` is for the record.
    var timeForJobs: Duration { max(within - .seconds(3), within / 2) }

    package func request() {
        let listeners = state.withLock { state in
            if state.requested == nil { state.requested = time.uptime() }
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// Throws `CancellationError` after a request to stop.
    func check() throws {
        if isRequested { throw CancellationError() }
    }

    package var isRequested: Bool { state.withLock { $0.requested != nil } }

    /// Whether the time for jobs is over, so that not even a short one begins.
    var isOver: Bool {
        guard let requested = state.withLock({ $0.requested }) else { return false }
        return time.uptime() - requested >= timeForJobs
    }

    /// Runs a body, and cancels it if it still runs this long after the request to stop, without a time at once.
    ///
    /// Throws `CancellationError` if the body did not finish because of that.
    package func cancelling<Result: Sendable>(
        after grace: Duration = .zero,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await body() }
        let number = whenRequested { [time] in
            Task {
                try await time.sleep(grace)
                task.cancel()
            }
        }
        defer { state.withLock { $0.listeners[number] = nil } }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            // Cancellation causes many kinds of errors.
            throw task.isCancelled ? CancellationError() : error
        }
    }

    /// Calls `listener` once at the request, or now if that was before.
    private func whenRequested(_ listener: @escaping @Sendable () -> Void) -> Int {
        let (number, isRequested) = state.withLock { state in
            state.number += 1
            if state.requested == nil { state.listeners[state.number] = listener }
            return (state.number, state.requested != nil)
        }
        if isRequested { listener() }
        return number
    }
}
