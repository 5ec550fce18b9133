// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Which files a cache shall lose.
package struct CacheTrimming: Sendable, Equatable {
    /// All of them go.
    package var everything: Bool
    /// Those that were not used since then go.
    package var unusedSince: Date?
    /// The most bytes that stay: what was not used for the longest time goes first.
    package var limit: Int64?

    package init(everything: Bool = false, unusedSince: Date? = nil, limit: Int64? = nil) {
        self.everything = everything
        self.unusedSince = unusedSince
        self.limit = limit
    }

    /// Returns the files to remove, in the order of `files`.
    ///
    /// Drafts are always among them: nobody writes while a cache is trimmed.
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
            // Of files of the same age the larger one makes room sooner.
            let oldestFirst = stays.sorted { ($0.lastUse, $1.size, $0.name) < ($1.lastUse, $0.size, $1.name) }
            for file in oldestFirst where bytes > limit {
                goes.insert(file)
                bytes -= file.size
            }
        }
        return files.filter(goes.contains)
    }
}
