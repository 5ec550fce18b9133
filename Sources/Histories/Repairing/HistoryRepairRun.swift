// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import Ledger
import Plans

/// The work of `mirror history repair`: it corrects the ledger of an archive from volumes, and as the user says.
package struct HistoryRepairRun: Sendable {
    /// The options of a repair.
    package struct Request: Sendable {
        /// The folders of the volumes; without any, the archive's own, unless sets are only to be forgotten.
        let folders: [String]
        /// The sets that never arrived, by the beginnings of their plans' ids.
        let forget: [String]
        /// Whether an unreadable ledger is replaced by a new one.
        let replaces: Bool
        /// Whether nothing is written.
        let isDryRun: Bool
        /// Whether a git repository may also be made in a folder for other purposes.
        let makesRepository: Bool

        package init(
            folders: [String],
            forget: [String],
            replaces: Bool,
            isDryRun: Bool,
            makesRepository: Bool = false
        ) {
            self.folders = folders
            self.forget = forget
            self.replaces = replaces
            self.isDryRun = isDryRun
            self.makesRepository = makesRepository
        }
    }

    private let archive: HistoryArchive
    private let request: Request
    private let trail: AuditTrail
    private let environment: [String: String]
    private let events: @Sendable (HistoryEvent) -> Void

    package init(
        archive: HistoryArchive,
        request: Request,
        trail: AuditTrail,
        environment: [String: String],
        events: @escaping @Sendable (HistoryEvent) -> Void
    ) {
        self.archive = archive
        self.request = request
        self.trail = trail
        self.environment = environment
        self.events = events
    }

    package func run() async throws -> HistoryRepairOutcome {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        if !request.isDryRun {
            try trail.requireCommittable(inAnyFolder: request.makesRepository)
            try trail.finishRecord { events(.note($0)) }
        }
        let (ledger, isNew) = try ledger()
        var repair = HistoryRepair(ledger)
        for plan in request.forget { try repair.forget(plan) }
        let comparison = try await takeVolumes(into: &repair)
        let sets = isNew ? trail.lastCommitted(archive.target)?.archive?.sets ?? [] : []
        let notRemade = sets.filter { set in !repair.history.sets.contains { $0.plan == set.plan } }
        repair.countNumbers(of: notRemade)
        guard !isNew || repair.hasChanges else {
            throw HistoryRepairError.noSets(target: archive.target, folders: comparison?.found.folders ?? [])
        }
        let written = request.isDryRun || !repair.hasChanges ? nil : try record(repair, isNew ? nil : ledger)
        return HistoryRepairOutcome(
            repair: repair,
            remaining: comparison?.findings ?? [],
            isNew: isNew,
            notRemade: notRemade,
            written: written
        )
    }

    /// Locks the archive's ledger; a dry run need not wait for others.
    private func lock() async throws -> TargetLock? {
        guard !request.isDryRun else { return nil }
        return try await TargetLock.take(
            of: archive.target,
            trail,
            StateFolder(environment: environment),
            waiting: .zero
        ) { events(.note($0)) }
    }

    /// Reads the ledger, and returns whether it is new.
    private func ledger() throws -> (TargetLedger, isNew: Bool) {
        do {
            if let ledger = try trail.ledger(of: archive.target) { return (ledger, false) }
        } catch let error as LedgerError {
            guard request.replaces else {
                throw HistoryRepairError.unreadable(target: archive.target, problem: error)
            }
        }
        return (try trail.remadeLedger(of: archive.target), true)
    }

    /// Adds the information in the folders; returns the comparison with the history afterwards, if folders were read.
    private func takeVolumes(into repair: inout HistoryRepair) async throws -> HistoryComparison? {
        guard request.forget.isEmpty || !request.folders.isEmpty else { return nil }
        let folders = try await read(request.folders.isEmpty ? [archive.folder] : request.folders, repair.history)
        let before = HistoryComparison(target: archive.target, history: repair.history, found: folders.found)
        try await repair.take(before, incomplete: folders.incomplete)
        return HistoryComparison(target: archive.target, history: repair.history, found: folders.found)
    }

    /// Reads the folders, and every byte of the volumes that the history will have checksums of.
    private func read(_ paths: [String], _ history: ArchiveHistory) async throws -> HistoryFolders {
        var folders = try await HistoryFolders(paths)
        let first = HistoryComparison(target: archive.target, history: history, found: folders.found)
        let plans = Set(first.additions.map(\.plan) + first.corrections.map(\.set.plan))
        let events = events
        try await folders.audit { set, _ in
            // A checksum that is in no index is known only by reading.
            plans.contains(set.plan) || set.volumes.contains { $0.checksum == nil }
        } progress: {
            events(.reading(done: $0, of: $1))
        }
        return folders
    }

    /// Saves the repaired ledger, unless another process changed the one that was there `before`.
    private func record(_ repair: HistoryRepair, _ before: TargetLedger?) throws -> WrittenFiles {
        let lock = try trail.lock()
        if let before {
            try trail.requireUnchanged(before)
        } else if let kept = try trail.keepReplaced(of: archive.target) {
            events(.note("The replaced ledger is kept as \(kept)\n"))
        }
        do {
            return try trail.record(repairOf: repair.result, summary: repair.summary, body: repair.details, under: lock)
        } catch {
            throw HistoryRepairError.notCommitted(
                path: LedgerFile.path(of: archive.target),
                problem: Explanation(error)
            )
        }
    }
}
