// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension TargetLedger {
    /// A merged ledger, and what could not be decided.
    package struct Merged: Sendable, Equatable {
        package let ledger: TargetLedger
        package let contradictions: [LedgerContradiction]
    }

    /// Returns the ledger of two histories that parted at `base`; without one, both began the ledger.
    ///
    /// It is the ledger of one history in which both were applied, one after the other: all that both placed, and all
    /// wishes of both. A wish that one of them ended is ended. Where the order would matter, that is a contradiction.
    package static func merging(base: TargetLedger?, ours: TargetLedger, theirs: TargetLedger) -> Merged {
        let base = base ?? TargetLedger(target: ours.target)
        var merger = LedgerMerger(ThreeWay(base: base, ours: ours, theirs: theirs))
        let ledger = merger.merged()
        return Merged(ledger: ledger, contradictions: merger.contradictions.sorted { $0.subject < $1.subject })
    }

    /// The configurations for which this ledger has other entries than another one, sorted.
    package func configurations(besides other: TargetLedger) -> [String] {
        let changed = entries.filter { other.entries[$0.key] != $0.value }
        return Set(changed.values.flatMap { $0.wantedBy + $0.placedBy }).sorted()
    }
}

/// The apply that a ledger counted last; of two, the one that was interrupted is later, because it may go on.
struct LastApply: Equatable, Comparable {
    let plan: Digest?
    let isComplete: Bool

    static func < (left: Self, right: Self) -> Bool {
        if left.isComplete != right.isComplete { return left.isComplete }
        guard let first = left.plan, let second = right.plan else { return left.plan == nil && right.plan != nil }
        return first < second
    }
}
