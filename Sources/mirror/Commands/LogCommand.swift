// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Views

/// `mirror log`: lists plans and applies with their authors.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "List the plans and applies of the audit repository, newest first."
    )

    @Argument(help: "A file or folder in the audit repository.")
    var path = "."

    @Option(name: [.customShort("n"), .long], help: "Maximum number of entries to list.")
    var limit = 100

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        try await reporting {
            guard FileManager.default.fileExists(atPath: path) else {
                throw CommandError(
                    "\(path): there is no such file or folder",
                    remedy: "Name one in the audit repository."
                )
            }
            let trail = try AuditTrail(
                around: path,
                commits: true,
                environment: ProcessInfo.processInfo.environment
            )
            let entries = try trail.log(limit: limit)
            try output.show(LogView(entries: entries, states: RecordedPlans(in: trail).states(of: entries)))
        }
    }
}
