// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A value that one side provides once and that one task of the other side waits for.
final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, any Error>)
        case kept(Result<Value, any Error>)
    }

    private let state = Guarded<State>(.open)

    /// Provides the value or the failure; only the first call counts.
    func keep(_ result: Result<Value, any Error>) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            switch state {
            case .open:
                state = .kept(result)
                return nil
            case .awaited(let waiter):
                state = .kept(result)
                return waiter
            case .kept:
                return nil
            }
        }
        waiter?.resume(with: result)
    }

    /// Waits for the value; the side that provides it must handle cancellation.
    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let kept = state.withLock { state -> Result<Value, any Error>? in
                if case .kept(let result) = state { return result }
                state = .awaited(continuation)
                return nil
            }
            if let kept { continuation.resume(with: kept) }
        }
    }
}
