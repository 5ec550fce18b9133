// SPDX-License-Identifier: Apache-2.0

/// The result of an action or a deletion.
package enum ActionResult: Sendable, Equatable {
    case done
    /// The target was already as planned before this run.
    case alreadyDone
    case failed(String)
    /// The registry can never do it; nothing depends on it.
    case refused(String)
    /// The run was stopped before it began.
    case notStarted

    /// Whether the target is now as planned.
    package var isDone: Bool { self == .done || self == .alreadyDone }

    /// The reason of the failure; `nil` if it did not fail.
    package var failure: String? {
        if case .failed(let reason) = self { reason } else { nil }
    }

    /// The reason why the registry will never do it; `nil` if it was not refused.
    package var refusal: String? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
