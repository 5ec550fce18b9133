// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cache
import Diagnostics
import Foundation
import Runs
import Views

/// `mirror cache trim`: makes the cache smaller.
struct CacheTrimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trim",
        abstract: "Remove the least recently used files from the cache.",
        discussion: Examples.discussion(
            """
            Unfinished files of killed runs are removed, too. Files that mirror did not make, and the cache of \
            oc-mirror, stay as they are.
            """,
            "mirror cache trim --to 20GiB",
            "mirror cache trim --older-than 30 --dry-run"
        )
    )

    @Option(
        help: ArgumentHelp(
            """
            Maximum size to keep, such as 20GiB or 500M (GiB without a unit); the least recently used files are \
            removed first.
            """,
            valueName: "size"
        ),
        transform: { try CacheTrimCommand.size($0) }
    )
    var to: Int64?

    @Option(help: ArgumentHelp("Remove files that were not used for this many days.", valueName: "days"))
    var olderThan: Int?

    @Flag(help: "Remove everything.")
    var all = false

    @Flag(help: "Show which files would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let olderThan, !(0...36500).contains(olderThan) {
            throw ValidationError("--older-than is from 0 to 36500 days.")
        }
        guard all || to != nil || olderThan != nil else {
            throw ValidationError("Say how much to trim: --to SIZE, --older-than DAYS or --all.")
        }
        guard !all || (to == nil && olderThan == nil) else {
            throw ValidationError("--all leaves nothing for --to and --older-than to choose from.")
        }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await trim() } }
    }

    private static func size(_ text: String) throws -> Int64 {
        do {
            return try ByteCount.parse(text)
        } catch {
            throw ValidationError("--to: \(error)")
        }
    }

    private func trim() async throws {
        let trimmed = try await TrimmedCache.trim(
            try cache.place(ProcessInfo.processInfo.environment),
            by: CacheTrimming(
                everything: all,
                unusedSince: olderThan.map { Date(timeIntervalSinceNow: -86400 * Double($0)) },
                limit: to
            ),
            waiting: patience.duration,
            isDryRun: dryRun
        )
        try output.show(CacheTrimView(trimmed))
    }
}
