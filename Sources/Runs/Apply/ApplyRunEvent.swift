// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Plans

/// What happens while a plan is applied and recorded.
package enum ApplyRunEvent: Sendable {
    /// So many other plans were applied to the target since this one was made; none contradicts it.
    case behind(others: Int)
    /// Something that the executor tells.
    case step(ApplyEvent)
    /// The plan was executed, wholly or in part; its record comes next.
    case executed(ApplyOutcome)
    /// The index beside the volumes was lost, and the new one does not list these.
    case unlisted([VolumeName], folder: String)
}

/// How an apply ended.
package enum ApplyEnd: Sendable, Equatable {
    /// The plan had been applied before, and its record was completed now.
    case recorded
    /// The plan was executed, wholly or in part, and that is recorded.
    case executed(ApplyOutcome)
}
