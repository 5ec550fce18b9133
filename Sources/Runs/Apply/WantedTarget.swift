// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans
package import Resolution

/// The target that the user expects a plan to have.
package struct WantedTarget: Sendable {
    private let target: MirrorTarget
    private let isUsual: Bool

    /// `isUsual` means the target is only a default.
    package init(_ target: MirrorTarget, isUsual: Bool) {
        self.target = target
        self.isUsual = isUsual
    }

    /// The name of the target in plans.
    package var name: String { target.description }

    /// Returns the reason if a plan is for another target.
    package func refusal(of plan: Plan) -> ApplyRefusal? {
        // A user with a default registry may also make an archive, and the other way round.
        if isUsual, target.place.isArchive != plan.target.place.isArchive { return nil }
        guard target.description != plan.target.name else { return nil }
        return .otherTarget(planned: plan.target.name, wanted: target.description)
    }
}
