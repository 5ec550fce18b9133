// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A request to stop: jobs that run are finished, and no new one is begun.
package final class StopSignal: Sendable {
    private let state = Guarded(false)

    package init() {}

    package func request() { state.withLock { $0 = true } }

    /// Throws `CancellationError` after a request to stop.
    func check() throws {
        if isRequested { throw CancellationError() }
    }

    package var isRequested: Bool { state.withLock { $0 } }
}
