// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror delete`: plans deletions at a target.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Plan deletions from a registry; `mirror apply` carries them out.",
        discussion: Examples.discussion("", "mirror delete plan -c disc.yaml --keep isc.yaml"),
        subcommands: [DeletePlanCommand.self],
        defaultSubcommand: DeletePlanCommand.self
    )
}
