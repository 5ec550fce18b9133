// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Decides whether a demand is met; what is doubtful does not count.
package struct ApprovalDecision {
    private let demand: ApprovalDemand
    private let evidence: PlanEvidence

    package init(_ demand: ApprovalDemand, _ evidence: PlanEvidence) {
        self.demand = demand
        self.evidence = evidence
    }

    /// Returns those whose approval counts; throws the first reason against applying the plan.
    package func approvers() throws(ApprovalRefusal) -> [Approver] {
        if let branch = demand.branch {
            guard let holds = evidence.branches[branch] else { throw .unknownBranch(branch, source: demand.source) }
            guard holds else { throw .notMerged(plan: evidence.plan, branch: branch, source: demand.source) }
        }
        if demand.isSigned, !evidence.recordings.contains(where: { $0.verdicts.contains { $0.signer != nil } }) {
            let reasons = evidence.recordings.flatMap { recording in
                recording.verdicts.map { "commit \(recording.commit.prefix(12)) \(Self.text($0))" }
            }
            throw .unsigned(plan: evidence.plan, keys: demand.keys?.name ?? "", reasons: reasons, source: demand.source)
        }
        guard demand.approvals > 0 else { return [] }
        guard !evidence.recordings.isEmpty else { throw .unrecorded(plan: evidence.plan, source: demand.source) }
        let (counted, reasons) = counted()
        guard counted.count >= demand.approvals else {
            throw .tooFew(
                plan: evidence.plan,
                wanted: demand.approvals,
                counted: counted.map(\.name),
                reasons: reasons,
                source: demand.source
            )
        }
        return counted
    }

    /// The approvals that count, one for each person, and why others do not.
    private func counted() -> ([Approver], [String]) {
        let planners = evidence.recordings.reduce(into: Set<String>()) { $0.formUnion($1.addresses) }
        let planning = evidence.recordings.flatMap { $0.verdicts.compactMap(\.signer) }
        let planningAddresses = planning.reduce(into: planners) { $0.formUnion($1.addresses) }
        var approvers: [Approver] = []
        var known: [Signer] = []
        var reasons: [String] = []
        for approval in evidence.approvals {
            let commit = "commit \(approval.commit.prefix(12))"
            func reject(_ reason: String) { reasons.append("\(commit) \(reason)") }
            guard let name = approval.names.first, approval.names.count == 1, let address = Approver.address(in: name)
            else {
                reject("does not name exactly one person as `Approved-by: Name <address>`")
                continue
            }
            guard approval.holdsPlan else {
                reject("of \(printable(name)) does not hold this plan with the same bytes")
                continue
            }
            guard let signer = approval.verdict.signer else {
                reject("of \(printable(name)) \(Self.text(approval.verdict))")
                continue
            }
            guard signer.addresses.contains(address) else {
                reject("names \(printable(name)), which is not the holder of the key \(signer.key)")
                continue
            }
            let isPlanner = planning.contains { $0.key == signer.key }
            guard !isPlanner, signer.addresses.isDisjoint(with: planningAddresses) else {
                reject("is by \(printable(name)), who made the plan")
                continue
            }
            // One person may have several keys, and one key several addresses.
            guard !known.contains(where: { $0.key == signer.key || !$0.addresses.isDisjoint(with: signer.addresses) })
            else { continue }
            known.append(signer)
            approvers.append(Approver(name: name, key: signer.key, commit: approval.commit))
        }
        return (approvers, reasons)
    }

    private static func text(_ verdict: SignatureVerdict) -> String {
        switch verdict {
        case .unsigned: "is not signed"
        case .refused(let reason): "has a signature that does not count: \(reason)"
        case .by(let signer): "is signed by \(signer.key)"
        }
    }
}
