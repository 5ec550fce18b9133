// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Ledger
import OCI
import Resolution

/// `mirror history show`: the sets of volumes that were finished.
struct HistoryShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the sets of volumes that were finished, the oldest first."
    )

    @OptionGroup var history: HistoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting {
            let trail = try history.trail()
            let archive = try history.archive(trail, ProcessInfo.processInfo.environment)
            let known = try archive.flatMap { try trail.ledger(of: $0.description)?.archive } ?? ArchiveHistory()
            let view = HistoryView(
                target: archive?.description,
                root: trail.root,
                history: known,
                configurations: try (known.sets + known.forgotten).reduce(into: [:]) { names, set in
                    names[set.plan] = try trail.configuration(of: set.plan)
                }
            )
            let console = Console.standard
            console.write(output.json ? try view.json() : view.text(output.style(isTerminal: console.outputIsTerminal)))
        }
    }
}
