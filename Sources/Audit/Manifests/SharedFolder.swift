// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import Plans

/// The folder for clusters that the first targets of two clones took before their branches were merged.
///
/// A cluster has one mirror, so two targets never share a folder. The first of them by name keeps it, and each other one
/// has its own from then on, whoever merges.
struct SharedFolder {
    private let ledger: TargetLedger
    /// All targets whose ledgers say that the folder is theirs, sorted; one is no conflict.
    private let owners: [String]

    /// `ledger` is as its file says, and so are `others`, which are only read where they matter.
    init(of ledger: TargetLedger, among others: () throws -> [TargetLedger]) rethrows {
        self.ledger = ledger
        guard Self.isFirst(ledger) else {
            owners = []
            return
        }
        owners = try Set(others().filter(Self.isFirst).map(\.target) + [ledger.target]).sorted()
    }

    private static func isFirst(_ ledger: TargetLedger) -> Bool {
        ledger.resourceFolder == TargetLedger.firstResourceFolder && !TargetPlace(ledger.target).isArchive
    }

    /// A folder that no other target has.
    static func own(of target: String) -> String {
        "\(TargetLedger.firstResourceFolder)/\(LedgerFile.name(of: target))"
    }

    /// The ledger with the folder that is its target's.
    var settled: TargetLedger {
        guard let keeper = owners.first, keeper != ledger.target else { return ledger }
        var ledger = ledger
        ledger.resourceFolder = Self.own(of: ledger.target)
        return ledger
    }

    var findings: [Finding] {
        guard let keeper = owners.first, owners.count > 1 else { return [] }
        let folder = TargetLedger.firstResourceFolder
        if keeper != ledger.target {
            return [
                Finding(
                    .warning,
                    .sharedFolder,
                    "\(folder)/ has files for clusters of \(keeper), too: two clones took it at once; those of "
                        + "\(ledger.target) move to \(Self.own(of: ledger.target))/ with this plan",
                    remedy: "Let the clusters of \(ledger.target) follow the new folder."
                )
            ]
        }
        return owners.dropFirst().map { other in
            Finding(
                .warning,
                .sharedFolder,
                "\(folder)/ has files for clusters of \(other), too: two clones took it at once",
                remedy: "Move them to \(Self.own(of: other))/ by a plan for that target: "
                    + "mirror plan -c isc.yaml \(OptionName.to) docker://\(shellArgument(other))"
            )
        }
    }
}
