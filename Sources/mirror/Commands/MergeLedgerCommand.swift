// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Foundation
import Scheduling
import States

/// `mirror merge-ledger`: git's merge driver for ledgers and receipts.
struct MergeLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-ledger",
        abstract: "Merge a ledger, a receipt or a file for clusters that two clones changed; git calls this.",
        discussion: Examples.discussion(
            """
            Tell git of it once in each clone: \
            git config merge.mirror-ledger.driver 'mirror merge-ledger %O %A %B %P'

            Files for clusters stay as OURS has them: they follow from the ledger, so the next plan writes them anew.

            The merged file takes the place of OURS. Where the two sides contradict each other, nothing is written, the exit \
            code is 1, and the message says what to do.
            """,
            "mirror merge-ledger base.json ours.json theirs.json"
        )
    )

    @Argument(help: "The file before both changed it; an empty file if there was none. git's %O.")
    var base: String

    @Argument(help: "The file as this branch has it; the result is written there. git's %A.")
    var ours: String

    @Argument(help: "The file as the other branch has it. git's %B.")
    var theirs: String

    @Argument(help: "The path of the file in the repository, for messages. git's %P.")
    var path: String?

    func run() async throws {
        try await reporting {
            let merged = try MergedFile(
                base: try read(base),
                ours: try read(ours),
                theirs: try read(theirs),
                path: path ?? ours
            )
            try WholeFile.write([UInt8](merged.data), to: ours)
            if let advice = merged.advice { Console.standard.note("\(printable(advice))\n") }
        }
    }

    private func read(_ path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CommandError(
                "\(path) cannot be read: \(error.fileProblem)",
                remedy: "Name the three files of a merge."
            )
        }
    }
}
