// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror list`: looks around before anything is configured.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Look around: releases, and the updates between them.",
        subcommands: [ListReleasesCommand.self, ListUpdatesCommand.self]
    )
}
