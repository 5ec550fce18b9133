// SPDX-License-Identifier: Apache-2.0

/// How an action or a deletion ended.
package enum ActionResult: Sendable, Equatable {
    case done
    /// The target was as the plan wants it before this run.
    case alreadyDone
    case failed(String)
    /// The registry cannot do it, ever; nothing depends on it.
    case refused(String)
    /// The run was stopped before its turn.
    case notStarted

    /// Whether the target is as the plan wants it.
    package var isDone: Bool { self == .done || self == .alreadyDone }

    /// Why it failed; `nil` where it did not.
    package var failure: String? {
        if case .failed(let reason) = self { reason } else { nil }
    }

    /// Why the registry will never do it; `nil` where that is not so.
    package var refusal: String? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
