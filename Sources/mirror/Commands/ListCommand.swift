// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror list`: lists releases, updates, operators, charts and their images.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List releases, the updates between them, operators, charts, and the images of charts.",
        discussion: Examples.discussion("", "mirror list releases --version 4.16"),
        subcommands: [
            ListOperatorsCommand.self, ListReleasesCommand.self, ListUpdatesCommand.self, ListChartsCommand.self,
            ListImagesCommand.self,
        ]
    )
}
