// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Layouts

/// Where is kept what can be had again.
struct CacheOptions: ParsableArguments {
    @Option(help: "The folder of the cache; else $XDG_CACHE_HOME/mirror, else ~/.cache/mirror.")
    var cacheDir: String?

    /// Finds the folder by the XDG Base Directory Specification.
    func cache(environment: [String: String]) throws -> DiskCache {
        if let cacheDir {
            guard !cacheDir.isEmpty else { throw CommandError("--cache-dir names no folder") }
            return DiskCache(root: URL(filePath: cacheDir).standardizedFileURL.path)
        }
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return DiskCache(root: "\(cache)/mirror")
        }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw CommandError(
                "neither HOME nor XDG_CACHE_HOME is set, so there is no place for the cache\nname one by --cache-dir"
            )
        }
        return DiskCache(root: "\(home)/.cache/mirror")
    }
}
