// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror delete`: plans deletions at a target.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Plan what is deleted from a registry; `mirror apply` does it.",
        subcommands: [DeletePlanCommand.self],
        defaultSubcommand: DeletePlanCommand.self
    )
}
