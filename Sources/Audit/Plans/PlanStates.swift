// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans

/// Tells what became of plans, by the receipts and ledgers of a trail; remembers what it has read.
final class PlanStates {
    private struct Knowledge {
        let ledger: TargetLedger
        let applies: [RecordedApply]
    }

    private let trail: AuditTrail
    private var known: [String: Knowledge?] = [:]

    init(of trail: AuditTrail) { self.trail = trail }

    /// The state of a plan; `bytes` are its file.
    func state(of header: PlanHeader, _ bytes: [UInt8]) -> PlanState {
        let receipt = try? trail.receipt(of: header.id)
        if receipt?.plan == header.id, receipt?.isComplete == true { return .applied }
        guard let knowledge = header.target.registry.flatMap({ knowledge(of: $0) }) else {
            return receipt == nil ? .pending : .unfinished
        }
        let ledger = knowledge.ledger
        if ledger.lastPlan == header.id { return ledger.lastPlanIsComplete ? .applied : .unfinished }
        let isNext =
            header.target.serial == ledger.serial
            && (ledger.serial == 0 || header.target.lineage == ledger.lineage)
        if isNext { return .pending }
        return mayFollow(header, bytes, knowledge) ? .pending : .stale
    }

    /// Whether a plan may be applied after others that were applied since it was made.
    private func mayFollow(_ header: PlanHeader, _ bytes: [UInt8], _ knowledge: Knowledge) -> Bool {
        // Most old plans are stale for a reason that is seen without reading all of them.
        let serial = header.target.serial ?? 0
        let since = knowledge.applies.filter { $0.serial > serial }
        guard serial < knowledge.ledger.serial, !header.isDeletion,
            !since.contains(where: { $0.mayDelete || $0.configuration == header.configuration.path }),
            let file = try? PlanFile(reading: Data(bytes))
        else { return false }
        return knowledge.ledger.refusal(of: file, receipt: nil, after: knowledge.applies) == nil
    }

    private func knowledge(of target: String) -> Knowledge? {
        if let found = known[target] { return found }
        let ledger = try? trail.ledger(of: target)
        let found = ledger.map { Knowledge(ledger: $0, applies: (try? trail.applies(to: target)) ?? []) }
        known[target] = .some(found)
        return found
    }
}
