// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import States
import Views

/// `mirror state forget`: forgets a target that is gone.
struct StateForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget a target that is gone: its ledger and its files for clusters are removed.",
        discussion: Examples.discussion(
            """
            No registry is asked or changed. Plans and receipts stay, and git keeps what was removed: `git revert` brings \
            it back.
            """,
            "mirror state forget docker://mirror.example:5000/ocp --dry-run"
        )
    )

    @Argument(help: "The target, docker://host[:port][/namespace] or file://folder.")
    var target: String

    @Flag(help: "Show which files would be removed, and change nothing.")
    var dryRun = false

    @Flag(help: "Change the files of the audit trail, but commit nothing.")
    var noAudit = false

    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { _ = try StateOptions.name(of: target) }

    func run() async throws {
        try await reporting {
            let trail = try state.trail(commits: !noAudit && !dryRun)
            try await StateChanging(isDryRun: dryRun, output: output).show(
                try TargetChange(forgetting: StateOptions.name(of: target), in: trail)
            )
        }
    }
}

/// Carries out a change of the record, and shows it.
struct StateChanging {
    let isDryRun: Bool
    let output: OutputOptions

    func show(_ change: TargetChange) async throws {
        let environment = ProcessInfo.processInfo.environment
        let commit = isDryRun ? nil : try await change.carryOut(environment) { Console.standard.note($0) }
        try output.show(TargetChangeView(of: change, isDone: !isDryRun, commit: commit))
    }
}
