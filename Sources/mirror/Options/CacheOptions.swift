// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// The options of the cache (XDG Base Directory Specification).
struct CacheOptions: ParsableArguments {
    @Option(
        name: .customLong("cache-dir"),
        help: ArgumentHelp(
            """
            The cache: graphs, signatures, the contents of payloads and catalogs, and blobs. It wins over \
            $OC_MIRROR_CACHE, which wins over $XDG_CACHE_HOME/mirror and ~/.cache/mirror. Blobs that oc-mirror keeps in \
            `.oc-mirror/.cache` below that folder, or below your home where none is named, are read too.
            """,
            valueName: "folder"
        ),
        completion: .directory
    )
    var folder: String?

    /// The place of the cache; checks only whether oc-mirror has one.
    func place(_ environment: [String: String]) throws -> CachePlace {
        try CachePlace(folder: folder, environment: environment) { Console.standard.note($0) }
    }

    /// The option for the command that applies the plan, as one argument.
    var repeated: [String] { folder.map { ["--cache-dir=\($0)"] } ?? [] }
}
