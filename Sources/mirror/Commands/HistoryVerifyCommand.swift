// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ArgumentParser
import Audit
import Diagnostics
import Foundation
import Ledger
import OCI
import Plans

/// `mirror history verify`: compares the history with the volumes that are at hand.
struct HistoryVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the history of an archive with the volumes in a folder.",
        discussion: """
            Sets whose volumes were all carried away are taken at the history's word. Exit code 1 where the history \
            and the volumes do not agree.
            """
    )

    @Argument(help: "The folder of the volumes; else the one that the archive is named by.")
    var folder: String?

    @Flag(help: "Read every byte of the volumes for their checksums, instead of trusting the index beside them.")
    var readAll = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await verify() } }
    }

    private func verify() async throws {
        let trail = try history.trail()
        let archive = try history.requiredArchive(trail, ProcessInfo.processInfo.environment)
        let ledger = try trail.ledger(of: archive.target)
        let known = ledger?.archive ?? ArchiveHistory()
        var folders = try await HistoryFolders([folder ?? archive.folder])
        let records = Dictionary(known.sets.map { ($0.plan, $0) }, uniquingKeysWith: { $1 })
        let console = Console.standard
        try await folders.audit { set, found in
            // Where index and record disagree, only the volume itself tells which of them is right.
            guard !readAll, let record = records[set.plan] else { return readAll }
            let expected = record.volumes.first { $0.number == found.volume.name.number }?.checksum
            return found.indexed != nil && expected != nil && found.indexed != expected
        } progress: {
            console.show(progress: "reading: \(ByteCount.text($0)) of \(ByteCount.text($1))")
        }
        let view = HistoryFindingsView(
            comparison: HistoryComparison(target: archive.target, history: known, folders: folders),
            isKnown: ledger != nil
        )
        console.write(output.json ? try view.json() : view.text(output.style(isTerminal: console.outputIsTerminal)))
        if !view.findings.isEmpty { throw ExitStatus.failure }
    }
}
