// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Histories
import Views

/// `mirror history repair`: corrects the history from volumes.
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
        let run = HistoryRepairRun(
            archive: archive,
            request: .init(folders: folders, forget: forget, replaces: replace, isDryRun: dryRun),
            trail: trail,
            environment: environment
        ) { Console.standard.tell($0.remark) }
        let outcome = try await run.run()
        try output.show(HistoryRepairView(outcome: outcome, isDryRun: dryRun, isCommitted: !dryRun && !noAudit))
        if !outcome.remaining.isEmpty { throw ExitStatus.failure }
    }
}
