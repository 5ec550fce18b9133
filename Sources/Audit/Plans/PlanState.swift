// SPDX-License-Identifier: Apache-2.0

/// What became of a recorded plan.
package enum PlanState: String, Sendable, Equatable, Encodable {
    /// It was not applied, and may be.
    case pending
    /// It was applied in part; the same plan continues.
    case unfinished
    case applied
    /// It must not be applied any more: the record of its target has moved on.
    case stale
    /// The record does not have the plan's file.
    case unknown

    /// Whether the plan may be applied, as far as the record tells.
    package var isOpen: Bool { self == .pending || self == .unfinished }
}
