// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Audit
package import Plans

/// An event while a plan is applied and recorded.
package enum ApplyRunEvent: Sendable {
    /// The plan may be applied; nothing was touched yet.
    case admitted(PlanFile)
    /// This many other plans were applied to the target since this one was made; none contradicts it.
    case behind(others: Int)
    /// An event of the executor.
    case step(ApplyEvent)
    /// The plan was executed, completely or in part; the record follows.
    case executed(ApplyOutcome)
    /// The metadata of oc-mirror v1 was written; the record follows.
    case sequenced(WrittenSequence)
    /// The outcome was recorded.
    case recorded(WrittenFiles)
    /// The index beside the volumes was lost, and the new one does not list these volumes.
    case unlisted([VolumeName], folder: String)
}

/// The result of an apply.
package enum ApplyEnd: Sendable, Equatable {
    /// The plan was applied before, and its record is complete now.
    case recorded
    /// The plan was executed, completely or in part, and recorded.
    case executed(ApplyOutcome)
}
