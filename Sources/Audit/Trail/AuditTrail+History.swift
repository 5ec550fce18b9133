// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore
package import Ledger
package import OCI

extension AuditTrail {
    /// The path of a plan's configuration; `nil` if the plan is not recorded here.
    package func configuration(of plan: Digest) throws -> String? {
        guard let bytes = try folder.read(Self.file(of: plan)), let header = PlanHeader(bytes), header.id == plan
        else { return nil }
        return header.configuration.path
    }

    /// A new ledger in place of a lost or unreadable one.
    ///
    /// Its serial continues from the last ledger in git, and sets that were forgotten there stay forgotten.
    package func remadeLedger(of target: String) throws -> TargetLedger {
        var ledger = try newLedger(of: target)
        guard let last = lastCommitted(target) else { return ledger }
        ledger.lineage = last.lineage
        ledger.serial = last.serial
        if let forgotten = last.archive?.forgotten, !forgotten.isEmpty {
            ledger.archive = ArchiveHistory(forgotten: forgotten)
        }
        return ledger
    }

    /// The ledger at HEAD, whatever the working tree has.
    package func lastCommitted(_ target: String) -> TargetLedger? {
        let path = LedgerFile.path(of: target)
        guard let repository = try? AuditRepository.locate(around: root), let bytes = try? repository.committed(path)
        else { return nil }
        let ledger = try? LedgerFile.read(Data(bytes), from: path)
        return ledger?.target == target ? ledger : nil
    }

    /// Keeps a copy of a replaced ledger beside it, unless git has it; returns the path of the copy.
    package func keepReplaced(of target: String) throws -> String? {
        let path = LedgerFile.path(of: target)
        guard let bytes = try folder.read(path) else { return nil }
        let repository = try? AuditRepository.locate(around: root)
        guard (try? repository?.committed(path)) != bytes else { return nil }
        let kept = "\(path).replaced"
        try folder.write([try AuditFile(path: kept, bytes: bytes)])
        return kept
    }

    /// Writes a ledger with a repaired history.
    @discardableResult
    package func record(
        repairOf ledger: TargetLedger,
        summary: String,
        body: String,
        under lock: RepositoryLock
    ) throws -> WrittenFiles {
        let file = try AuditFile(
            path: LedgerFile.path(of: ledger.target),
            bytes: Array(try LedgerFile.data(of: ledger))
        )
        return try write(
            [file],
            AuditMessage(
                subject: "Repair the history of \(ledger.target): \(summary)",
                body: body,
                trailers: [(key: AuditMessage.Key.target, value: ledger.target)]
            ),
            of: ("the repaired history of \(ledger.target)", nil, isUndone: true),
            under: lock
        )
    }
}
