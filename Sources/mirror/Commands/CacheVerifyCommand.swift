// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cache
import Foundation
import Scheduling

/// `mirror cache verify`: reads what the cache holds.
struct CacheVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read every file of the cache that a digest proves, and tell those that are not what they should be.",
        discussion: "Exit code 1 where a file is wrong and still there."
    )

    @Flag(help: "Remove the files that are wrong.")
    var repair = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await verify() } }
    }

    private func verify() async throws {
        let place = try cache.place(ProcessInfo.processInfo.environment)
        try place.requireCache()
        var view = try await look(at: place)
        if repair, !view.faults.isEmpty {
            view.faults = try await remove(view.faults, at: place)
            view.areRemoved = true
        }
        let console = Console.standard
        console.write(output.json ? try view.json() : view.text(output.style(isTerminal: console.outputIsTerminal)))
        if !view.isRepaired { throw ExitStatus.failure }
    }

    private func look(at place: CachePlace) async throws -> CacheFaultView {
        let opened = try await place.openIfPresent()
        defer { withExtendedLifetime(opened) {} }
        // Without the lock, so that no thread keeps it longer than this function.
        let cache = DiskCache(root: place.root)
        let files = try await blocking { try CacheInventory(of: cache).files }.filter { $0.kind != .draft }
        let done = Guarded(0)
        // Reading waits for the disk, hashing for a processor.
        let faults = try await concurrentMap(files, limit: 4) { file in
            let fault = try await blocking { cache.fault(of: file) }
            let number = done.withLock { done in
                done += 1
                return done
            }
            Console.standard.show(progress: "reading the cache: \(number) of \(files.count) files")
            return fault
        }
        return CacheFaultView(files: files, faults: faults.compactMap(\.self))
    }

    /// Removes the files that are still wrong, and returns them: another run may have put whole ones in their place.
    private func remove(_ faults: [CacheFault], at place: CachePlace) async throws -> [CacheFault] {
        let lock = try await place.lockForRemoving(waiting: patience.duration)
        defer { withExtendedLifetime(lock) {} }
        return try await blocking {
            let cache = DiskCache(root: place.root)
            let wrong = faults.filter { cache.fault(of: $0.file) != nil }
            for fault in wrong { try cache.remove(fault.file) }
            return wrong
        }
    }
}
