// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Diagnostics
import Foundation
import Ledger

/// `mirror history repair`: puts the history right by what the volumes say.
struct HistoryRepairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Put the history of an archive right by the volumes in folders.",
        discussion: """
            Sets that the history lacks are taken in, records that differ are corrected, and a ledger that is lost is \
            made anew. The volumes that this is about are read as a whole. Plans that were made before are stale \
            afterwards. Exit code 1 where something remains that the volumes cannot tell.
            """
    )

    @Argument(help: "The folders of the volumes; else the one that the archive is named by.")
    var folders: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take a set out that never arrived: the next plan brings what it carried. May be repeated.",
            discussion: "Without folders nothing else is repaired.",
            valueName: "plan"
        )
    )
    var forget: [String] = []

    @Flag(help: "Make the ledger anew that cannot be read.")
    var replace = false

    @Flag(help: "Tell what would be repaired, and change nothing.")
    var dryRun = false

    @Flag(help: "Write the ledger, but commit nothing.")
    var noAudit = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await repair() } }
    }

    private func repair() async throws {
        let environment = ProcessInfo.processInfo.environment
        let trail = try history.trail(commits: !noAudit && !dryRun)
        let archive = try history.requiredArchive(trail, environment)
        // Whoever only looks need not wait for anybody.
        let lock =
            dryRun
            ? nil
            : try await TargetLock.take(
                of: archive.target,
                trail,
                StateFolder(environment: environment),
                waiting: .zero,
                note: { Console.standard.note($0) }
            )
        defer { withExtendedLifetime(lock) {} }
        if !dryRun {
            try trail.requireCommittable()
            try trail.finishRecord { Console.standard.note($0) }
        }
        let (ledger, isNew) = try ledger(of: archive.target, trail)
        var repair = HistoryRepair(ledger)
        for plan in forget { try repair.forget(plan) }
        var comparison: HistoryComparison?
        if forget.isEmpty || !folders.isEmpty {
            let named = folders.isEmpty ? [archive.folder] : folders
            let read = try await read(named, archive.target, repair.history)
            try await repair.take(read)
            comparison = HistoryComparison(target: archive.target, history: repair.history, folders: read.folders)
        }
        let sets = isNew ? trail.lastCommitted(archive.target)?.archive?.sets ?? [] : []
        let notRemade = sets.filter { set in !repair.history.sets.contains { $0.plan == set.plan } }
        repair.countNumbers(of: notRemade)
        guard !isNew || repair.hasChanges else {
            throw CommandError(
                """
                \(archive.target) has no history, and no set in \(comparison?.folders.paths.joined(separator: ", ") ?? "")\
                 tells of one
                Name the folders that its volumes are in: mirror history repair --to \(shellArgument(archive.target)) FOLDER
                """
            )
        }
        if !dryRun, repair.hasChanges { try record(repair, isNew ? nil : ledger, trail) }
        let view = HistoryRepairView(
            repair: repair,
            remaining: comparison?.findings ?? [],
            isNew: isNew,
            notRemade: notRemade,
            isDryRun: dryRun,
            isCommitted: !dryRun && !noAudit
        )
        let console = Console.standard
        console.write(output.json ? try view.json() : view.text(output.style(isTerminal: console.outputIsTerminal)))
        if !view.remaining.isEmpty { throw ExitStatus.failure }
    }

    /// The ledger, and whether it is made anew.
    private func ledger(of target: String, _ trail: AuditTrail) throws -> (TargetLedger, isNew: Bool) {
        do {
            if let ledger = try trail.ledger(of: target) { return (ledger, false) }
        } catch let error as LedgerError {
            guard replace else {
                throw CommandError(
                    """
                    \(error)
                    If git has no good one, make it anew from the volumes: mirror history repair --to \(shellArgument(target)) --replace
                    """
                )
            }
        }
        return (try trail.remadeLedger(of: target), true)
    }

    /// Reads the folders, and every byte of the volumes that the history will vouch for.
    private func read(_ folders: [String], _ target: String, _ history: ArchiveHistory) async throws
        -> HistoryComparison
    {
        var read = try await HistoryFolders(folders)
        let first = HistoryComparison(target: target, history: history, folders: read)
        let plans = Set(first.additions.map(\.plan) + first.corrections.map(\.set.plan))
        let console = Console.standard
        try await read.audit { set, _ in
            // What no index tells the checksum of, only reading does.
            plans.contains(set.plan) || set.volumes.contains { $0.checksum == nil }
        } progress: {
            console.show(progress: "reading: \(ByteCount.text($0)) of \(ByteCount.text($1))")
        }
        return HistoryComparison(target: target, history: history, folders: read)
    }

    private func record(_ repair: HistoryRepair, _ before: TargetLedger?, _ trail: AuditTrail) throws {
        let target = repair.ledger.target
        let lock = try trail.lock()
        if let before {
            try trail.requireUnchanged(before)
        } else if let kept = try trail.keepReplaced(of: target) {
            Console.standard.note("The ledger that is replaced is kept as \(kept)\n")
        }
        do {
            try trail.record(repairOf: repair.result, summary: repair.summary, body: repair.details, under: lock)
        } catch {
            throw CommandError(
                """
                the repaired ledger \(LedgerFile.path(of: target)) is not committed: \(error.inWords)
                Put that right, and commit it with git.
                """
            )
        }
    }
}
