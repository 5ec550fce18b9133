// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger
package import MirrorConfiguration
import Plans
package import Resolution

/// The input of a plan: a configuration, a target, and the facts about both.
package struct PlanRequest: Sendable {
    package let configuration: ImageSetConfiguration
    /// The configuration's name in plans.
    package let name: String
    package let target: MirrorTarget
    package let ledger: TargetLedger
    /// The ledgers of other targets that may share repositories with this one.
    package let neighbours: [TargetLedger]
    /// The findings of earlier steps.
    package let findings: [Finding]
    /// The plan of the configuration that was applied last.
    package let last: AppliedPlan?

    package init(
        configuration: ImageSetConfiguration,
        name: String,
        target: MirrorTarget,
        ledger: TargetLedger,
        neighbours: [TargetLedger],
        findings: [Finding],
        last: AppliedPlan? = nil
    ) {
        self.configuration = configuration
        self.name = name
        self.target = target
        self.ledger = ledger
        self.neighbours = neighbours
        self.findings = findings
        self.last = last
    }
}

extension PlanRequest {
    /// The same request that also continues a sequence of oc-mirror v1.
    func continuing(_ sequence: OpenedSequence) -> PlanRequest {
        let isRegistry = target.folder == nil
        return PlanRequest(
            configuration: configuration,
            name: name,
            target: target,
            ledger: sequence.ledger(ledger, of: name),
            neighbours: neighbours + (isRegistry ? sequence.neighbours(at: ledger.target) : []),
            findings: findings + sequence.findings,
            last: last
        )
    }
}
