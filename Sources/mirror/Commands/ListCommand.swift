// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror list`: lists releases, updates and operators.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List releases, the updates between them, and operators.",
        subcommands: [ListOperatorsCommand.self, ListReleasesCommand.self, ListUpdatesCommand.self]
    )
}
