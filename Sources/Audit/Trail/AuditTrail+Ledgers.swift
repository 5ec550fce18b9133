// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation
package import Ledger
import Plans

extension AuditTrail {
    /// The ledger of a target; `nil` if nothing was applied to it from here.
    package func ledger(of target: String) throws -> TargetLedger? {
        let path = LedgerFile.path(of: target)
        guard let bytes = try folder.read(path) else { return nil }
        let ledger = try read(bytes, from: path)
        guard ledger.target == target else {
            throw LedgerError(path: path, message: "it is the ledger of \(ledger.target), not of \(target)")
        }
        return try SharedFolder(of: ledger, among: { try ledgers() }).settled
    }

    /// What a review has to know of a folder for clusters that two targets took at once.
    package func sharedFolderFindings(_ target: String) throws -> [Finding] {
        guard let bytes = try folder.read(LedgerFile.path(of: target)) else { return [] }
        let ledger = try read(bytes, from: LedgerFile.path(of: target))
        return try SharedFolder(of: ledger, among: { try ledgers() }).findings
    }

    /// Whether the files for clusters of a target are still where its ledger on disk says, and it has to give them up.
    func leavesFirstFolder(_ ledger: TargetLedger) throws -> Bool {
        guard ledger.resourceFolder != TargetLedger.firstResourceFolder,
            let bytes = try folder.read(LedgerFile.path(of: ledger.target))
        else { return false }
        return try read(bytes, from: LedgerFile.path(of: ledger.target)).resourceFolder
            == TargetLedger.firstResourceFolder
    }

    /// Reads a ledger; the error about an unreadable one names the newest readable version.
    private func read(_ bytes: [UInt8], from path: String) throws -> TargetLedger {
        func isGood(_ bytes: [UInt8]) -> Bool { (try? LedgerFile.read(Data(bytes), from: path)) != nil }
        do {
            return try LedgerFile.read(Data(bytes), from: path)
        } catch {
            guard let repository = try? AuditRepository.locate(around: root) else { throw error }
            if let committed = try? repository.committed(path), isGood(committed) {
                // During an unfinished merge, git restores a file only from a named commit.
                throw error.hasConflict ? LedgerError(path: path, message: error.message, commit: "HEAD") : error
            }
            let commit = try? repository.newestCommit(of: path, where: isGood)
            throw LedgerError(path: path, message: error.message, commit: commit)
        }
    }

    /// The ledger of a target without applies from here.
    ///
    /// If another target uses the usual folder for manifests, this one gets its own: a cluster has one mirror.
    package func newLedger(of target: String) throws -> TargetLedger {
        var ledger = TargetLedger(target: target)
        // An archive has no manifests, so it does not need the folder.
        if try TargetPlace(target).isArchive
            || ledgers().contains(where: { $0.resourceFolder == TargetLedger.firstResourceFolder })
        {
            ledger.resourceFolder = SharedFolder.own(of: target)
        }
        return ledger
    }

    /// The targets with a ledger here, sorted.
    package func targets() throws -> [String] { try ledgers().map(\.target).sorted() }

    /// The ledgers of other targets on the same registry: namespaces may be nested.
    package func neighbours(of target: String) throws -> [TargetLedger] {
        let host = target.prefix { $0 != "/" }
        return try ledgers().filter { $0.target != target && $0.target.prefix { $0 != "/" } == host }
    }

    private func ledgers() throws -> [TargetLedger] {
        try folder.list("ledger").filter { $0.hasSuffix(".json") }.compactMap { name in
            guard let bytes = try folder.read("ledger/\(name)") else { return nil }
            return try read(bytes, from: "ledger/\(name)")
        }
    }

    /// Throws if another process has changed a ledger since it was read.
    package func requireUnchanged(_ ledger: TargetLedger) throws {
        guard try self.ledger(of: ledger.target) ?? newLedger(of: ledger.target) == ledger else {
            throw AuditTrailError.outrun(target: ledger.target)
        }
    }
}
