// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A rule for the files to remove from a cache.
package struct CacheTrimming: Sendable, Equatable {
    /// Remove all files.
    package var everything: Bool
    /// Remove files that were not used since then.
    package var unusedSince: Date?
    /// The maximum number of bytes to keep: the least recently used files are removed first.
    package var limit: Int64?

    package init(everything: Bool = false, unusedSince: Date? = nil, limit: Int64? = nil) {
        self.everything = everything
        self.unusedSince = unusedSince
        self.limit = limit
    }

    /// Returns the files to remove, in the order of `files`.
    ///
    /// They always include drafts, because nothing is written while a cache is trimmed.
    package func choose(_ files: [CachedFile]) -> [CachedFile] {
        guard !everything else { return files }
        var stays: [CachedFile] = []
        var goes: Set<CachedFile> = []
        for file in files {
            if file.kind == .draft || unusedSince.map({ file.lastUse < $0 }) == true {
                goes.insert(file)
            } else {
                stays.append(file)
            }
        }
        if let limit {
            var bytes: Int64 = stays.reduce(0) { $0 + $1.size }
            // Of files of the same age, removing the larger one frees space sooner.
            let oldestFirst = stays.sorted { ($0.lastUse, $1.size, $0.name) < ($1.lastUse, $0.size, $1.name) }
            for file in oldestFirst where bytes > limit {
                goes.insert(file)
                bytes -= file.size
            }
        }
        return files.filter(goes.contains)
    }
}
