// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import GitStore
import Ledger
import OCI
import Plans

/// Whatever reads a ledger to write it again does so under one lock, and what it writes is one record.
extension AuditTrail {
    /// Keeps other processes of this tool from recording until the lock is released with its last reference.
    ///
    /// Where there is no repository yet one is made, unless nothing is committed.
    func lock() throws -> RepositoryLock {
        let patience = AuditRepository.patience
        guard let repository = try commits ? AuditRepository.locate(orCreateIn: folder.root) : repository() else {
            return try folder.lock(waiting: patience)
        }
        do {
            return try repository.lock(waiting: patience)
        } catch {
            // Who may not write to git's folder may write the files all the same.
            guard !commits, error.reason != .locked else { throw error }
            return try folder.lock(waiting: patience)
        }
    }

    /// The file that is locked while an apply to a target runs, and what it and the folder above it need to be shared:
    /// in the repository that has the ledger, or else beside the ledger.
    func lockFile(of target: String) throws -> (path: String, sharing: FileSharing) {
        let name = LedgerFile.name(of: target)
        let short = name.utf8.count > 200 ? Digest(of: Array(name.utf8)).hex : name
        guard let repository = try repository(),
            commits || FileManager.default.isWritableFile(atPath: repository.commonDirectory)
        else { return ("\(root)/ledger/.\(short).lock", folder.sharing) }
        return ("\(repository.commonDirectory)/mirror/targets/\(short)", repository.folder.sharing)
    }

    /// Finishes what an interrupted run was recording; returns what it was.
    @discardableResult
    func finishRecord() throws -> AuditRecord? {
        guard try recorder().hasPending else { return nil }
        let lock = try lock()
        switch try recorder().finish(under: lock) {
        case nil: return nil
        case .finished(let record):
            Console.standard.note("The record of \(record.name) had been interrupted; it is complete now.\n")
            return record
        case .outdated(let record, let changed):
            let again = record.plan.flatMap { try? Digest($0) }.map { "mirror apply \(Self.folder(of: $0))/plan.json" }
            Console.standard.note(
                """
                warning: the record of \(record.name) had been interrupted, and \(changed) was changed since
                Nothing was written. Record it by running it again\(again.map { ": \($0)" } ?? "").

                """
            )
            return nil
        }
    }

    /// Writes and removes files and commits just these; returns the commit, or `nil` where nothing had to be committed.
    func write(
        _ files: [AuditFile],
        removing removed: [GitPath] = [],
        _ message: AuditMessage,
        of subject: (name: String, plan: Digest?),
        under lock: RepositoryLock
    ) throws -> String? {
        let environment = ProcessInfo.processInfo.environment
        let repository = try repository()
        return try recorder().record(
            AuditRecord(
                name: subject.name,
                plan: subject.plan?.description,
                files: files,
                removed: removed,
                message: commits ? message.text : nil,
                author: commits ? repository?.author(environment) ?? .fallback : .fallback,
                time: .now
            ),
            under: lock
        )
    }

    /// Refuses to go on with a ledger that somebody changed since it was read.
    func requireUnchanged(_ ledger: TargetLedger) throws {
        guard try self.ledger(of: ledger.target) ?? newLedger(of: ledger.target) == ledger else {
            throw CommandError(
                """
                another plan was applied to \(ledger.target) while this command was at work
                Nothing was written: run it again.
                """
            )
        }
    }

    private func recorder() throws -> AuditRecorder {
        AuditRecorder(
            folder: folder,
            repository: try repository(),
            environment: ProcessInfo.processInfo.environment
        )
    }
}
