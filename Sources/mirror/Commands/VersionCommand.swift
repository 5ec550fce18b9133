// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs
import Views

/// `mirror version`: the version of the program and its libraries.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version, and with --json those of the libraries.",
        discussion: Examples.discussion("", "mirror version --json")
    )

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try output.show(VersionView(.running(MirrorCommand.version))) }
    }
}
