// SPDX-License-Identifier: Apache-2.0

import Plans

/// The results of actions so far; reports each action that ends to `events`.
struct ActionProgress: Sendable {
    private let actions: [Action]
    private let events: @Sendable (ApplyEvent) -> Void
    private(set) var results: [ActionResult]

    /// Begins with the actions that are done already.
    init(of actions: [Action], done: Set<Int> = [], events: @escaping @Sendable (ApplyEvent) -> Void) {
        self.actions = actions
        self.events = events
        results = actions.indices.map { done.contains($0) ? .alreadyDone : .notStarted }
    }

    /// Whether an action has not ended yet.
    var isOpen: Bool { results.contains(.notStarted) }

    mutating func finish(_ index: Int) {
        results[index] = .done
        events(.finished(actions[index]))
    }

    mutating func fail(_ index: Int, _ reason: String) {
        results[index] = .failed(reason)
        events(.failed(actions[index], reason: reason))
    }
}
