// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Views

/// `mirror log`: lists plans and applies with their authors.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "List the plans and applies of the audit repository, newest first.",
        discussion: Examples.discussion("", "mirror log", "mirror log -n 5 --json path/to/repository")
    )

    @Argument(help: "A file or folder in the audit repository.", completion: .file())
    var path = "."

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Maximum number of entries to list.", valueName: "number")
    )
    var limit = 100

    @Option(help: "The branch or commit whose history is listed, such as origin/main; default: HEAD.")
    var branch: String?

    @OptionGroup(title: "Output") var output: OutputOptions

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
            let history = try AuditHistory(around: path, from: branch, limit: limit)
            let entries = history.entries
            // A bare repository has no files that tell what became of a plan.
            let trail = try? AuditTrail(
                around: path,
                commits: false,
                environment: ProcessInfo.processInfo.environment
            )
            let states = trail.map { RecordedPlans(in: $0).states(of: entries) } ?? [:]
            try output.show(LogView(entries: entries, states: states))
            if history.isCutOff { Console.standard.note(LogView.cutOff) }
        }
    }
}
