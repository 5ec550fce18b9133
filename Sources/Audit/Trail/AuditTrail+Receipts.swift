// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import GitStore
package import Ledger
package import OCI
package import Plans

extension AuditTrail {
    /// The receipt of a plan.
    package func receipt(of plan: Digest) throws -> Receipt? {
        let path = Receipt.path(of: plan)
        guard let bytes = try folder.read(path) else { return nil }
        do {
            return try JSONDecoder().decode(Receipt.self, from: Data(bytes))
        } catch {
            throw AuditTrailError.notAReceipt(path: path, fault: "\(JSONFault(error))")
        }
    }

    /// Records an apply; without a ledger if it failed at a new target and placed nothing.
    ///
    /// A mistyped target must not get a ledger. `manifests` are those of the target after the apply: other plans may have
    /// been applied since this one was made.
    @discardableResult
    package func record(
        _ file: PlanFile,
        _ ledger: TargetLedger,
        _ receipt: Receipt,
        manifests: [Resource],
        under lock: RepositoryLock? = nil
    ) throws -> WrittenFiles {
        let isTarget = try receipt.isComplete || ledger.hasPlaced || self.ledger(of: ledger.target) != nil
        var (ledger, receipt) = (ledger, receipt)
        ledger.manifests = manifests.filter { !file.plan.resources.contains($0) }.map(WrittenManifest.init).sorted()
        // Without a ledger, the apply does not count.
        if !isTarget { receipt.serial = file.plan.target.serial }
        var files = [try AuditFile(path: Receipt.path(of: file.id), bytes: Array(try receipt.data()))]
        if isTarget {
            let path = LedgerFile.path(of: ledger.target)
            files.insert(try AuditFile(path: path, bytes: Array(try LedgerFile.data(of: ledger))), at: 0)
        }
        let record = PlanRecord(file: file, manifests: manifests, receipt: receipt)
        return try write(files, record, ledger, under: lock)
    }
}
