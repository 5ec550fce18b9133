// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror history`: shows, verifies or repairs what archives have carried.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show, verify or repair what archives have carried.",
        discussion: "Plans of an archive leave out what its history says was carried before.",
        subcommands: [HistoryShowCommand.self, HistoryVerifyCommand.self, HistoryRepairCommand.self],
        defaultSubcommand: HistoryShowCommand.self
    )
}
