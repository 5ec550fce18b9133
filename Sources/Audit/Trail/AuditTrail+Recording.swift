// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore
import Ledger
import OCI

/// A ledger is read and written under one lock, and everything that is written is one record.
extension AuditTrail {
    /// Locks recording against other processes of this tool, until the last reference is released.
    ///
    /// If there is no repository yet, one is made, unless commits are disabled.
    package func lock() throws -> RepositoryLock {
        let patience = AuditRepository.patience
        guard let repository = try commits ? AuditRepository.locate(orCreateIn: folder.root) : repository() else {
            return try folder.lock(waiting: patience)
        }
        do {
            return try repository.lock(waiting: patience)
        } catch {
            // Without write access to git's folder, the files can still be written.
            guard !commits, error.reason != .locked else { throw error }
            return try folder.lock(waiting: patience)
        }
    }

    /// The lock file for applies to a target, with the permissions for it and its folder: in the ledger's repository, or
    /// else in the ledger's folder.
    func lockFile(of target: String) throws -> (path: String, sharing: FileSharing) {
        let name = LedgerFile.name(of: target)
        let short = name.utf8.count > 200 ? Digest(of: Array(name.utf8)).hex : name
        guard let repository = try repository(),
            commits || FileManager.default.isWritableFile(atPath: repository.commonDirectory)
        else { return ("\(root)/.mirror-\(short).lock", folder.sharing) }
        return ("\(repository.commonDirectory)/mirror/targets/\(short)", repository.folder.sharing)
    }

    /// Finishes the record of an interrupted run; returns it, and reports it to `note`.
    @discardableResult
    package func finishRecord(note: (String) -> Void) throws -> AuditRecord? {
        guard try recorder().hasPending else { return nil }
        let lock = try lock()
        switch try recorder().finish(under: lock) {
        case nil: return nil
        case .finished(let record):
            note("The record of \(record.name) was interrupted earlier; it is complete now.\n")
            return record
        case .outdated(let record, let changed):
            let again = record.plan.flatMap { try? Digest($0) }.map { "mirror apply \(Self.file(of: $0))" }
            note(
                """
                warning: the record of \(record.name) had been interrupted, and \(changed) was changed since
                Nothing was written. Record it by running it again\(again.map { ": \($0)" } ?? "").

                """
            )
            return nil
        }
    }

    /// Reports the record of an interrupted run to `note`, and leaves it as it is.
    package func tellUnfinishedRecord(note: (String) -> Void) throws {
        guard let name = try recorder().pendingName else { return }
        note("note: the record of \(name) was interrupted earlier; the next run that writes completes it\n")
    }

    /// Writes and removes files, and commits only these.
    func write(
        _ files: [AuditFile],
        removing removed: [GitPath] = [],
        _ message: AuditMessage,
        of subject: (name: String, plan: Digest?, isUndone: Bool),
        under lock: RepositoryLock
    ) throws -> WrittenFiles {
        let repository = try repository()
        let changed = try files.filter { try folder.read("\($0.path)") != $0.bytes }.map { "\($0.path)" }
        let gone = try removed.map { "\($0)" }.filter { try folder.read($0) != nil }
        // Without it git merges as it always does, so a configuration that cannot be written is no reason to fail.
        let isNews = commits ? try? repository.map { try MergeDriver.register(in: $0) } : nil
        var record = AuditRecord(
            name: subject.name,
            plan: subject.plan?.description,
            files: files,
            removed: removed,
            message: commits ? message.text : nil,
            signature: AuditSignature(
                author: commits ? try repository?.author(environment) ?? .none : .none,
                time: .now
            )
        )
        record.place = choices.place
        record.isUndone = subject.isUndone
        let commit = try recorder().record(record, under: lock)
        var result = WrittenFiles(
            root: root,
            written: changed.sorted(),
            removed: gone.sorted(),
            commit: commit,
            madeRepository: try hasNewRepository(),
            canBePushed: commit != nil && (try? repository?.hasUpstream()) == true,
            bundle: commit == nil ? nil : choices.place.bundle
        )
        result.registeredDriver = isNews == true
        return result
    }

    private func recorder() throws -> AuditRecorder {
        AuditRecorder(
            folder: folder,
            repository: try repository(),
            choices: choices,
            environment: environment
        )
    }
}

extension GitTime {
    /// The current time for a commit, in the user's time zone.
    static var now: GitTime {
        let date = Date()
        return GitTime(
            seconds: Int64(date.timeIntervalSince1970),
            offset: Int32(TimeZone.current.secondsFromGMT(for: date) / 60)
        )
    }
}
