// SPDX-License-Identifier: Apache-2.0

package import Audit
package import GitStore
package import Ledger
package import OCI
package import Plans

/// What the record says of a target: what is on it, by which configuration, since when.
package struct TargetState: Sendable, Equatable {
    /// An apply, with the time of its commit if git has it here.
    package struct Apply: Sendable, Equatable {
        package let plan: Digest
        package let serial: Int
        package let time: GitTime?
        /// Whether its receipt says that it was complete; `nil` without a receipt.
        package let isComplete: Bool?

        package init(plan: Digest, serial: Int, time: GitTime?, isComplete: Bool?) {
            self.plan = plan
            self.serial = serial
            self.time = time
            self.isComplete = isComplete
        }
    }

    /// The target's name.
    package let target: String
    /// The number of applies, and the last one.
    package let serial: Int
    package let last: Apply?
    /// The folder of the files for clusters; `nil` for an archive, which has none.
    package let resourceFolder: String?
    /// By name.
    package let configurations: [ConfigurationState]
    /// All images but signatures and other attachments, and the attachments.
    package let images: Int
    package let attachments: Int
    /// The images that no configuration wants any more, by destination.
    package let unwanted: [PlacedName]
    /// The plans whose applies the ledger knows nothing of.
    package let unknown: [Digest]
    /// The newest plan of each configuration that is not applied and may be, the newest first.
    package let pending: [RecordedPlan]

    /// Reads a ledger; `applies` are those of its history, the oldest first, and `describe` tells when each was.
    package init(
        of ledger: TargetLedger,
        applies: [RecordedApply],
        unknown: [RecordedApply] = [],
        pending: [RecordedPlan] = [],
        describe: (RecordedApply) -> Apply
    ) {
        target = ledger.target
        serial = ledger.serial
        last = ledger.lastPlan.map { plan in
            let known = applies.first { $0.plan == plan }.map(describe)
            let isComplete = ledger.lastPlanIsComplete
            return Apply(plan: plan, serial: known?.serial ?? ledger.serial, time: known?.time, isComplete: isComplete)
        }
        resourceFolder = TargetPlace(ledger.target).isArchive ? nil : ledger.resourceFolder
        let entries = ledger.entries.values.filter { !$0.image.type.isAttachment }
        images = entries.count
        attachments = ledger.entries.count - entries.count
        unwanted = entries.filter(\.wantedBy.isEmpty).map(\.image.destination).sorted()
        self.unknown = unknown.map(\.plan)
        var seen: Set<[String]> = []
        self.pending = pending.filter { plan in
            plan.target == ledger.target && plan.state.isOpen
                && seen.insert([plan.configuration, "\(plan.isDeletion)"]).inserted
        }
        let names = Set(ledger.entries.values.flatMap(\.wantedBy))
        configurations = names.sorted().map { name in
            ConfigurationState(
                name,
                in: ledger,
                applies.filter { $0.configuration == name && !$0.isDeletion }.map(describe)
            )
        }
    }
}
