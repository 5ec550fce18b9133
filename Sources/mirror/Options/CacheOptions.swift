// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Layouts

/// Where what can be had again is kept (XDG Base Directory Specification).
struct CacheOptions: ParsableArguments {
    @Option(
        name: .customLong("cache-dir"),
        help: """
            Where graphs, signatures and the contents of payloads are kept. Else $XDG_CACHE_HOME/mirror, else \
            ~/.cache/mirror.
            """
    )
    var folder: String?

    /// Returns the cache; nothing is written before something is kept.
    func cache(environment: [String: String]) throws -> DiskCache {
        if let folder {
            guard !folder.isEmpty else { throw CommandError("--cache-dir names no folder") }
            return DiskCache(root: URL(filePath: folder).path)
        }
        guard let root = UserFolder.path("XDG_CACHE_HOME", else: ".cache", environment) else {
            throw CommandError(
                "neither HOME nor XDG_CACHE_HOME is set, so there is no place for the cache: use --cache-dir"
            )
        }
        return DiskCache(root: root)
    }
}
