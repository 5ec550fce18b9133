// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Histories
import Views

/// `mirror history verify`: compares the history with available volumes.
struct HistoryVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the history of an archive with the volumes in a folder.",
        discussion: Examples.discussion(
            """
            Sets whose volumes were all carried away are not checked. Exits with 1 if the history \
            and the volumes do not agree.
            """,
            "mirror history verify /media/usb --read-all"
        )
    )

    @Argument(
        help: ArgumentHelp("The folder of the volumes; default: the folder of the archive.", valueName: "folder"),
        completion: .directory
    )
    var folder: String?

    @Flag(help: "Read every byte of the volumes for their checksums, instead of trusting the index beside them.")
    var readAll = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await verify() } }
    }

    private func verify() async throws {
        let trail = try history.trail()
        let archive = try history.requiredArchive(trail, ProcessInfo.processInfo.environment)
        let verification = try HistoryVerification(of: archive, in: trail, readsAll: readAll)
        let comparison = try await verification.run(in: folder) { Console.standard.tell($0.remark) }
        let view = HistoryFindingsView(comparison: comparison, isKnown: verification.isKnown)
        try output.show(view)
        if !view.findings.isEmpty { throw ExitStatus.failure }
    }
}
