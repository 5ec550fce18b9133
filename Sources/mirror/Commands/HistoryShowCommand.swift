// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Histories
import Resolution
import Views

/// `mirror history show`: lists the finished sets of volumes.
struct HistoryShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the sets of volumes that were finished, the oldest first.",
        discussion: Examples.discussion("", "mirror history show --to file:///media/usb")
    )

    @OptionGroup var history: HistoryOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting {
            let trail = try history.trail()
            let archive = try history.archive(trail, ProcessInfo.processInfo.environment)
            try output.show(HistoryView(try ShownHistory(of: archive?.description, in: trail)))
        }
    }
}
