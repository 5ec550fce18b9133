// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Counts what was looked at before the first transfer, and reports it.
struct PreparationCount: Sendable {
    private let preparation: ApplyEvent.Preparation
    private let all: Int
    private let count = Guarded(0)
    private let events: @Sendable (ApplyEvent) -> Void

    /// Reports the beginning.
    init(_ preparation: ApplyEvent.Preparation, of all: Int, events: @escaping @Sendable (ApplyEvent) -> Void) {
        self.preparation = preparation
        self.all = all
        self.events = events
        if all > 0 { events(.preparing(preparation, count: 0, of: all)) }
    }

    func add() {
        let count = count.withLock { count in
            count += 1
            return count
        }
        events(.preparing(preparation, count: count, of: all))
    }
}
