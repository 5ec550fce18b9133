// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans
package import Resolution

/// The target that a user wants a plan to be for.
package struct WantedTarget: Sendable {
    private let target: MirrorTarget
    private let isUsual: Bool

    /// `isUsual` is a target that is filled if no other is asked for.
    package init(_ target: MirrorTarget, isUsual: Bool) {
        self.target = target
        self.isUsual = isUsual
    }

    /// Returns why a plan is not what is wanted.
    package func refusal(of plan: Plan) -> ApplyRefusal? {
        // Who always fills one registry may take an archive along all the same.
        if isUsual, target.place.isArchive != plan.target.place.isArchive { return nil }
        guard target.description != plan.target.name else { return nil }
        return .otherTarget(planned: plan.target.name, wanted: target.description)
    }
}
