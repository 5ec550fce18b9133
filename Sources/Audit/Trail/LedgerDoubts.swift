// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger
import OCI
import Plans

/// Tells of applies that the ledger of a target knows nothing of: it is older than their receipts.
package struct LedgerDoubts {
    private let ledger: TargetLedger
    private let unknown: [RecordedApply]

    /// Compares a ledger with the receipts beside it.
    package init(of ledger: TargetLedger, in trail: AuditTrail) throws {
        self.init(of: ledger, unknown: try Self.unknown(to: ledger, try trail.applies(to: ledger.target), in: trail))
    }

    init(of ledger: TargetLedger, unknown: [RecordedApply]) {
        self.ledger = ledger
        self.unknown = unknown
    }

    /// The applies that a ledger knows nothing of.
    ///
    /// The volumes of an archive tell more than receipts do: `mirror history verify` compares them.
    package static func unknown(
        to ledger: TargetLedger,
        _ applies: [RecordedApply],
        in trail: AuditTrail
    ) throws -> [RecordedApply] {
        guard !TargetPlace(ledger.target).isArchive else { return [] }
        let elsewhere = try trail.appliesElsewhere(to: ledger.target, besides: applies)
        return ledger.unknown(among: applies, elsewhere: elsewhere)
    }

    /// What a review has to know; an error where something is deleted, because it is not known who else
    /// wants what is there.
    package func findings(deleting: Bool) -> [Finding] {
        guard let first = unknown.first else { return [] }
        let name = first.configuration.map { " of \($0)" } ?? ""
        let others = unknown.count == 1 ? "" : " and of \(counted(unknown.count - 1, "other plan"))"
        let path = LedgerFile.path(of: ledger.target)
        let configurations = Set(unknown.compactMap(\.configuration)).sorted().joined(separator: ", ")
        let again = configurations.isEmpty ? "" : "; if there is none, plan and apply \(configurations) again"
        return [
            Finding(
                deleting ? .error : .warning,
                .ledgerOlder,
                """
                the ledger of \(ledger.target) knows nothing of plan \(first.plan.short)\(name)\(others), of which there \
                is a receipt: the ledger is older, and what that plan placed counts for nobody\
                \(deleting ? ", so nothing is deleted by it" : "")
                """,
                remedy: "Restore the newest one that `git log --all -- \(path)` lists\(again)."
            )
        ]
    }
}
