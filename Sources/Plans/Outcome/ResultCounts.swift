// SPDX-License-Identifier: Apache-2.0

/// The number of actions or deletions with each result.
package struct ResultCounts: Sendable, Equatable {
    package let done: Int
    package let alreadyDone: Int
    package let failed: Int
    package let refused: Int
    package let notStarted: Int

    package init(_ results: [ActionResult]) {
        done = results.count { $0 == .done }
        alreadyDone = results.count { $0 == .alreadyDone }
        failed = results.count { $0.failure != nil }
        refused = results.count { $0.refusal != nil }
        notStarted = results.count { $0 == .notStarted }
    }
}
