// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import States
import Views

/// `mirror state list`: lists the targets.
struct StateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the targets that the audit repository knows."
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting { try output.show(TargetListView(states: try KnownStates(in: state.trail()).all())) }
    }
}
