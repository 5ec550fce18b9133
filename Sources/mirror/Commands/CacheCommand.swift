// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror cache`: shows, verifies or trims the cache.
struct CacheCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Show, verify or trim the cache.",
        discussion: """
            Whatever is removed from the cache can be had again where it came from, which costs time. Behind a gap that is \
            the archive or mirror that brought it: verified signatures are found there.
            """,
        subcommands: [CacheShowCommand.self, CacheVerifyCommand.self, CacheTrimCommand.self]
    )
}
