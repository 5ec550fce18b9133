// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror delete`: what goes from a target.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Plan what is deleted from a registry; `mirror apply` does it.",
        subcommands: [DeletePlanCommand.self],
        defaultSubcommand: DeletePlanCommand.self
    )
}
