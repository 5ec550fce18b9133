// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Histories
import Views

/// `mirror history repair`: corrects the history from volumes.
struct HistoryRepairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Correct the history of an archive from the volumes in folders.",
        discussion: Examples.discussion(
            """
            Missing sets are added to the history, different records are corrected, and a lost ledger is \
            rebuilt. All volumes that are concerned are read completely. Earlier plans are stale \
            afterwards. Exits with 1 if the volumes are not enough to correct everything.
            """,
            "mirror history repair /media/usb1 /media/usb2 --dry-run"
        )
    )

    @Argument(
        help: ArgumentHelp("The folders of the volumes; default: the folder of the archive.", valueName: "folder"),
        completion: .directory
    )
    var folders: [String] = []

    @Option(
        help: ArgumentHelp(
            "Forget a set that never arrived: the next plan sends its content again. May be repeated.",
            discussion: "Without folders nothing else is repaired.",
            valueName: "plan"
        )
    )
    var forget: [String] = []

    @Flag(help: "Rebuild an unreadable ledger.")
    var replace = false

    @Flag(help: "Show what would be repaired, and change nothing.")
    var dryRun = false

    @Flag(help: "Write the ledger, but commit nothing.")
    var noAudit = false

    @Flag(help: "Make the git repository for the record also in a home folder or a shared folder.")
    var initAudit = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await repair() } }
    }

    private func repair() async throws {
        let environment = ProcessInfo.processInfo.environment
        let trail = try history.trail(commits: !noAudit && !dryRun)
        let archive = try history.requiredArchive(trail, environment)
        let run = HistoryRepairRun(
            archive: archive,
            request: .init(
                folders: folders,
                forget: forget,
                replaces: replace,
                isDryRun: dryRun,
                makesRepository: initAudit
            ),
            trail: trail,
            environment: environment
        ) { Console.standard.tell($0.remark) }
        let outcome = try await run.run()
        try output.show(HistoryRepairView(outcome: outcome, isDryRun: dryRun, isCommitted: !dryRun && !noAudit))
        Console.standard.note(WrittenFilesText(outcome.written).text)
        if !outcome.remaining.isEmpty { throw ExitStatus.failure }
    }
}
