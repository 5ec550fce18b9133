// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Merges ledgers part by part, and collects what it cannot decide.
struct LedgerMerger {
    private let three: ThreeWay<TargetLedger>
    private(set) var contradictions: [LedgerContradiction] = []

    init(_ three: ThreeWay<TargetLedger>) { self.three = three }

    /// Where the two contradict each other, the result has ours.
    mutating func merged() -> TargetLedger {
        var ledger = three.ours
        if three.ours.target != three.theirs.target { contradict("the target", three.ours.target, three.theirs.target) }
        ledger.lineage = lineage(three.map(\.lineage))
        ledger.resourceFolder = resourceFolder(three.map(\.resourceFolder))
        count(into: &ledger)
        ledger.entries = three.map(\.entries).merged { entry($0, $1) }
        ledger.blobHomes = three.map(\.blobHomes).merged { [$1.ours, $1.theirs].compactMap(\.self).min() }
        ledger.records = records()
        ledger.archive = archive()
        ledger.unknownApplies = unknownApplies()
        // Which side's files a merge leaves is not known here, and both are of this tool.
        ledger.manifests = Set(three.ours.manifests + three.theirs.manifests).sorted()
        return ledger
    }

    private mutating func contradict(_ subject: String, _ ours: String, _ theirs: String) {
        contradictions.append(LedgerContradiction(subject, ours: ours, theirs: theirs))
    }

    /// The history of a target that both began is named after one of the two first plans, whoever merges.
    private mutating func lineage(_ three: ThreeWay<Digest?>) -> Digest? {
        if let settled = three.settled { return settled }
        guard three.base != nil else { return [three.ours, three.theirs].compactMap(\.self).min() }
        contradict("the history", "\(three.ours?.short ?? "none")", "\(three.theirs?.short ?? "none")")
        return three.ours
    }

    private mutating func resourceFolder(_ three: ThreeWay<String>) -> String {
        if let settled = three.settled { return settled }
        contradict("the folder of manifests", three.ours, three.theirs)
        return three.ours
    }

    /// Counts the applies of both.
    private func count(into ledger: inout TargetLedger) {
        let last = three.map { LastApply(plan: $0.lastPlan, isComplete: $0.lastPlanIsComplete) }
        let chosen = last.settled ?? max(last.ours, last.theirs)
        (ledger.lastPlan, ledger.lastPlanIsComplete) = (chosen.plan, chosen.isComplete)
        let serial = three.map(\.serial)
        let isOne = last.ours.plan == last.theirs.plan
        let count = isOne ? max(serial.ours, serial.theirs) : serial.ours + serial.theirs - serial.base
        ledger.serial = min(max(count, 0), PlanTarget.serialLimit)
    }

    private mutating func entry(_ name: PlacedName, _ three: ThreeWay<TargetLedger.Entry?>) -> TargetLedger.Entry? {
        guard let ours = three.ours, let theirs = three.theirs else { return left(three) }
        let entries = ThreeWay(base: three.base ?? .nothing(in: ours), ours: ours, theirs: theirs)
        guard let image = entries.map(\.image).mergedImage else {
            contradict("\(name)", ours.image.summary, theirs.image.summary)
            return ours
        }
        func flag(_ flag: KeyPath<TargetLedger.Entry, Bool>) -> Bool {
            entries.map { $0[keyPath: flag] }.settled ?? true
        }
        return TargetLedger.Entry(
            image: image,
            placed: flag(\.placed),
            placedBy: entries.map(\.placedBy).united(),
            isLeftover: flag(\.isLeftover),
            knowsAttachments: flag(\.knowsAttachments),
            wantedBy: entries.map(\.wantedBy).united()
        )
    }

    /// An entry that one history removed and the other changed.
    ///
    /// It stays if it holds another image now, or if somebody else wants it now: every plan looks whether it is there.
    private func left(_ three: ThreeWay<TargetLedger.Entry?>) -> TargetLedger.Entry? {
        guard var kept = three.ours ?? three.theirs, let base = three.base,
            kept.image.digest == base.image.digest
        else { return three.ours ?? three.theirs }
        kept.wantedBy.removeAll(where: base.wantedBy.contains)
        return kept.wantedBy.isEmpty ? nil : kept
    }

    /// What sections keep only helps later plans, so of two answers either is good.
    private func records() -> [SectionRecord] {
        let named = three.map { ledger in
            Dictionary(ledger.records.map { ($0.ledgerName ?? [], $0) }, uniquingKeysWith: { $1 })
        }
        let merged = named.merged { _, record in
            [record.ours, record.theirs].compactMap(\.self).max { "\($0)" < "\($1)" }
        }
        return [SectionRecord]().keeping(Array(merged.values))
    }

    private mutating func archive() -> ArchiveHistory? {
        if let settled = three.map(\.archive).settled { return settled }
        let histories = three.map { $0.archive ?? ArchiveHistory() }
        func sets(_ sets: KeyPath<ArchiveHistory, [CarriedSet]>) -> [CarriedSet] {
            let plans = histories.map { history in
                Dictionary(history[keyPath: sets].map { ($0.plan, $0) }, uniquingKeysWith: { $1 })
            }
            let merged = plans.merged { plan, set in
                guard let ours = set.ours, let theirs = set.theirs else { return nil }
                contradict("the set \(plan.short)", ours.summary, theirs.summary)
                return ours
            }
            return merged.values.sorted {
                ($0.firstVolume, $0.finished, $0.plan) < ($1.firstVolume, $1.finished, $1.plan)
            }
        }
        let history = ArchiveHistory(sets: sets(\.sets), forgotten: sets(\.forgotten))
        let volumes = Dictionary(grouping: history.sets + history.forgotten) { $0.firstVolume }
        for (volume, sets) in volumes where volume > 0 && sets.count > 1 {
            contradict("volume \(volume)", "set \(sets[0].plan.short)", "set \(sets[1].plan.short)")
        }
        return history
    }

    /// What both knew to be missing; the apply that the other history ended with is missing no more.
    private func unknownApplies() -> [RecordedApply] {
        let plans = three.map { ledger in
            Dictionary(ledger.unknownApplies.map { ($0.plan, $0) }, uniquingKeysWith: { $1 })
        }
        let merged = plans.merged { _, apply in
            [apply.ours, apply.theirs].compactMap(\.self).min { $0.serial < $1.serial }
        }
        return merged.values.filter { $0.plan != three.ours.lastPlan && $0.plan != three.theirs.lastPlan }
            .sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }
}

extension CarriedSet {
    fileprivate var summary: String { "\(volumes.count) volumes of \(bytes) bytes" }
}
