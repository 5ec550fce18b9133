// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror cache`: shows, verifies or trims the cache.
struct CacheCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Show, verify or trim the cache.",
        discussion: Examples.discussion(
            """
            Everything that is removed can be fetched again from its source, which takes time. Behind a gap, the source is \
            the archive or mirror that brought it; it has verified signatures, too.
            """,
            "mirror cache show"
        ),
        subcommands: [CacheShowCommand.self, CacheVerifyCommand.self, CacheTrimCommand.self]
    )
}
