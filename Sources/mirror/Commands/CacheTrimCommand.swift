// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cache
import Diagnostics
import Foundation
import Scheduling

/// `mirror cache trim`: makes the cache smaller.
struct CacheTrimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trim",
        abstract: "Remove from the cache what was not used for the longest time.",
        discussion: """
            What runs that were killed left behind is removed too. Files that mirror did not make, and the cache of \
            oc-mirror, stay as they are.
            """
    )

    @Option(
        help: """
            Keep this much at most, such as 20GiB or 500M (GiB without a unit): what was not used for the longest time \
            goes first.
            """,
        transform: { try CacheTrimCommand.size($0) }
    )
    var to: Int64?

    @Option(help: "Remove what was not used for this many days.")
    var olderThan: Int?

    @Flag(help: "Remove everything.")
    var all = false

    @Flag(help: "Tell what would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var output: OutputOptions

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
        let place = try cache.place(ProcessInfo.processInfo.environment)
        try place.requireCache()
        let trimming = CacheTrimming(
            everything: all,
            unusedSince: olderThan.map { Date(timeIntervalSinceNow: -86400 * Double($0)) },
            limit: to
        )
        // Whoever only looks need not wait for anybody.
        let lock = dryRun ? nil : try await place.lockForRemoving(waiting: patience.duration)
        defer { withExtendedLifetime(lock) {} }
        let (dryRun, cache) = (dryRun, DiskCache(root: place.root))
        let view = try await blocking {
            let inventory = try CacheInventory(of: cache)
            let chosen = trimming.choose(inventory.files)
            if !dryRun {
                for file in chosen {
                    try Task.checkCancellation()
                    try cache.remove(file)
                }
            }
            return CacheTrimView(root: place.root, files: inventory.files, removed: chosen, isDryRun: dryRun)
        }
        Console.standard.write(output.json ? try view.json() : view.text)
    }
}
