// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import States
import Views

/// `mirror state list`: lists the targets.
struct StateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the targets that the audit repository knows.",
        discussion: Examples.discussion(
            "",
            "mirror state list --json"
        )
    )

    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try output.show(TargetListView(states: try KnownStates(in: state.trail()).all())) }
    }
}
