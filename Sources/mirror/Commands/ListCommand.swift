// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror list`: shows what there is to mirror.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show what there is to mirror.",
        subcommands: [ListReleasesCommand.self, ListUpdatesCommand.self]
    )
}
