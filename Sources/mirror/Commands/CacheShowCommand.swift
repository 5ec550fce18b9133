// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Runs
import Views

/// `mirror cache show`: shows the place and the contents of the cache.
struct CacheShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show where the cache is and what it holds.",
        discussion: Examples.discussion("", "mirror cache show --json")
    )

    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting {
            try await interruptible {
                let place = try cache.place(ProcessInfo.processInfo.environment)
                try output.show(CacheView(try await CacheContents.read(at: place)))
            }
        }
    }
}
