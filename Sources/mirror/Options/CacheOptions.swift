// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Layouts
import Runs

/// The options of the cache (XDG Base Directory Specification).
struct CacheOptions: ParsableArguments {
    @Option(
        name: .customLong("cache-dir"),
        help: """
            The cache: graphs, signatures, the contents of payloads and catalogs, and blobs. It wins over \
            $OC_MIRROR_CACHE, which wins over $XDG_CACHE_HOME/mirror and ~/.cache/mirror. Blobs that oc-mirror keeps in \
            `.oc-mirror/.cache` below that folder, or below your home where none is named, are read too.
            """
    )
    var folder: String?

    /// The place of the cache; checks only whether oc-mirror has one.
    func place(_ environment: [String: String]) throws -> CachePlace {
        if folder?.isEmpty == true {
            throw CommandError("--cache-dir names no folder", remedy: "Name one, or leave it out.")
        }
        let variable = environment["OC_MIRROR_CACHE"].flatMap { $0.isEmpty ? nil : $0 }
        let named = (folder ?? variable).map { URL(filePath: $0).path }
        let root = try named ?? UserFolder.cache.path(environment)
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let store = (named ?? home).map { BlobStore(root: "\($0)/.oc-mirror/.cache") }
        return CachePlace(root: root, ocMirror: store.flatMap { $0.exists ? $0 : nil }) { Console.standard.note($0) }
    }

    /// The option for the command that applies the plan, as one argument.
    var repeated: [String] { folder.map { ["--cache-dir=\($0)"] } ?? [] }
}
