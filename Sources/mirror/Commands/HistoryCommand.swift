// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror history`: shows, verifies or repairs what archives have carried.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show, verify or repair what archives have carried.",
        discussion: Examples.discussion(
            "Plans of an archive leave out content that was carried before, according to its history.",
            "mirror history show --to file:///media/usb"
        ),
        subcommands: [HistoryShowCommand.self, HistoryVerifyCommand.self, HistoryRepairCommand.self],
        defaultSubcommand: HistoryShowCommand.self
    )
}
