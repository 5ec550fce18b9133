// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cache
import Foundation
import Scheduling

/// `mirror cache show`: where the cache is, and what it holds.
struct CacheShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show where the cache is and what it holds."
    )

    @OptionGroup var cache: CacheOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting {
            try await interruptible {
                let place = try cache.place(ProcessInfo.processInfo.environment)
                try place.requireCache()
                // Nothing is locked: what comes or goes meanwhile is counted or not.
                let (inventory, ocMirror) = try await blocking {
                    (try CacheInventory(of: DiskCache(root: place.root)), try place.ocMirror?.amount())
                }
                let view = CacheView(place: place, inventory: inventory, ocMirror: ocMirror)
                Console.standard.write(output.json ? try view.json() : view.text)
            }
        }
    }
}
