// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore

/// Writes records so that none is lost if a run is killed.
///
/// A note about the whole record is written before the first file is touched. The next run finishes the noted record from
/// any point: each step may be repeated.
package struct AuditRecorder: Sendable {
    /// The result of looking for an interrupted record.
    package enum Finding: Sendable, Equatable {
        /// The record is complete now.
        case finished(AuditRecord)
        /// Its files have changed since, so it was abandoned.
        case outdated(AuditRecord, changed: String)
    }

    /// One step of a record.
    enum Step: Equatable {
        case note
        case write(AuditFile)
        case remove(GitPath)
        case commit
        case forget
    }

    private let folder: AuditFolder
    private let repository: AuditRepository?
    private let choices: CommitChoices
    private let environment: [String: String]

    /// Records in a folder, and commits to its repository if the folder is in one.
    package init(
        folder: AuditFolder,
        repository: AuditRepository?,
        choices: CommitChoices = true,
        environment: [String: String]
    ) {
        self.folder = folder
        self.repository = repository
        self.choices = choices
        self.environment = environment
    }

    /// Writes and commits a record; returns the commit, or `nil` if there was nothing to commit.
    package func record(_ record: AuditRecord, under lock: RepositoryLock) throws(AuditError) -> String? {
        let before =
            try record.isUndone ? paths(of: record).map { path throws(AuditError) in (path, try read(path)) } : []
        do throws(AuditError) {
            var commit: String?
            for step in Self.steps(of: record) { commit = try take(step, of: record, under: lock) ?? commit }
            return commit
        } catch {
            guard record.isUndone, error.reason == .hook || error.reason == .signing else { throw error }
            for (path, bytes) in before {
                if let bytes {
                    try folder.write([AuditFile(path: path, bytes: bytes)])
                } else {
                    try folder.remove("\(path)")
                }
            }
            _ = try take(.forget, of: record, under: lock)
            throw error
        }
    }

    private func paths(of record: AuditRecord) -> [GitPath] { record.files.map(\.path) + record.removed }

    private func read(_ path: GitPath) throws(AuditError) -> [UInt8]? { try folder.read("\(path)") }

    /// Finishes the record of an earlier run; `nil` if no record is unfinished.
    package func finish(under lock: RepositoryLock) throws(AuditError) -> Finding? {
        guard let pending = try pending() else { return nil }
        var record = try pending.record()
        // The place that was noted counts, unless this run names another one.
        if choices.place != .head { record.place = choices.place }
        if let changed = try pending.changedFile(in: folder) {
            _ = try take(.forget, of: record, under: lock)
            return .outdated(record, changed: changed)
        }
        for step in Self.steps(of: record).dropFirst() { _ = try take(step, of: record, under: lock) }
        return .finished(record)
    }

    /// The name of the record that an earlier run left unfinished.
    package var pendingName: String? { get throws(AuditError) { try pending()?.name } }

    /// Whether an earlier run left a record unfinished.
    package var hasPending: Bool { get throws(AuditError) { try pending() != nil } }

    static func steps(of record: AuditRecord) -> [Step] {
        [.note] + record.files.map { .write($0) } + record.removed.map { .remove($0) }
            + (record.message == nil ? [] : [.commit]) + [.forget]
    }

    /// Carries out one step; returns the commit if it made one.
    func take(_ step: Step, of record: AuditRecord, under lock: RepositoryLock) throws(AuditError) -> String? {
        switch step {
        case .note: try note(record)
        case .write(let file): try folder.write([file])
        case .remove(let path): try folder.remove("\(path)")
        case .commit:
            guard let repository, let message = record.message else { return nil }
            return try repository.commit(
                record,
                message,
                CommitChoices(to: record.place, runsHooks: choices.runsHooks),
                environment,
                under: lock
            )
        case .forget: try place.folder.remove(place.path)
        }
        return nil
    }

    /// The place of the note: in git's folder or, if that is not writable, beside the ledgers.
    private var place: (folder: AuditFolder, path: String) {
        guard let repository, FileManager.default.isWritableFile(atPath: repository.gitDirectory) else {
            return (folder, "ledger/.record")
        }
        return (AuditFolder(root: repository.gitDirectory, sharing: folder.sharing), "mirror/record.json")
    }

    private func note(_ record: AuditRecord) throws(AuditError) {
        let pending = try PendingRecord(record, in: folder)
        // These values can always be encoded.
        guard let data = try? JSONEncoder().encode(pending) else { return }
        let place = place
        try place.folder.write([try AuditFile(path: place.path, bytes: [UInt8](data))])
    }

    private func pending() throws(AuditError) -> PendingRecord? {
        let place = place
        guard let bytes = try place.folder.read(place.path) else { return nil }
        // Notes are written completely or not at all, so an unreadable note is from another version.
        guard let pending = try? JSONDecoder().decode(PendingRecord.self, from: Data(bytes)), pending.version == 1
        else {
            throw AuditError(
                GitError(
                    .unsupported,
                    "finish the record in",
                    "\(place.folder.root)/\(place.path)",
                    "another version of mirror noted it",
                    remedy: "run that version once more"
                )
            )
        }
        return pending
    }
}
