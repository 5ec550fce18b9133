// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import States
import Views

/// `mirror state move`: gives a target a new name.
struct StateMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Give a target a new name: its registry was renamed, or its content was moved by other means.",
        discussion: Examples.discussion(
            """
            The ledger gets the new name and its files for clusters are written again. Nothing is moved at registries; the \
            next plan looks at what is there.
            """,
            "mirror state move docker://old.example/ocp docker://new.example/ocp"
        )
    )

    @Argument(help: "The target as it was called, docker://host[:port][/namespace] or file://folder.")
    var old: String

    @Argument(help: "Its new name.")
    var new: String

    @Flag(help: "Show which files would be changed, and change nothing.")
    var dryRun = false

    @Flag(help: "Change the files of the audit trail, but commit nothing.")
    var noAudit = false

    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { for name in [old, new] { _ = try StateOptions.name(of: name) } }

    func run() async throws {
        try await reporting {
            let trail = try state.trail(commits: !noAudit && !dryRun)
            let change = try TargetChange(
                moving: StateOptions.name(of: old),
                to: StateOptions.name(of: new),
                in: trail
            )
            try await StateChanging(isDryRun: dryRun, output: output).show(change)
        }
    }
}
