// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A wish to end: what runs is finished, nothing new is begun.
package final class StopSignal: Sendable {
    private let state = Guarded(false)

    package init() {}

    package func request() { state.withLock { $0 = true } }

    /// Throws `CancellationError` once the wish was uttered.
    func check() throws {
        if isRequested { throw CancellationError() }
    }

    package var isRequested: Bool { state.withLock { $0 } }
}
