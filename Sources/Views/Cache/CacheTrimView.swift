// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Plans
package import Reviews
package import Runs

/// The files that were removed from a cache, or would be.
package struct CacheTrimView: ResultView {
    private let trimmed: TrimmedCache

    package init(_ trimmed: TrimmedCache) { self.trimmed = trimmed }

    private var removed: [CachedFile] { trimmed.removed }
    private var isDryRun: Bool { trimmed.isDryRun }

    private struct Removed: Encodable {
        var name: String
        var bytes: Int64
    }

    private struct Report: Encodable {
        var path: String
        var dryRun: Bool
        var removed: [Removed]
        var bytesRemoved: Int64
        var bytesLeft: Int64

        enum CodingKeys: String, CodingKey {
            case path, removed
            case dryRun = "dry_run"
            case bytesRemoved = "bytes_removed"
            case bytesLeft = "bytes_left"
        }
    }

    private var bytes: Int64 { removed.reduce(0) { $0 + $1.size } }
    private var left: Int64 { trimmed.files.reduce(0) { $0 + $1.size } - bytes }

    /// A line for each file, and the sum.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        let verb = isDryRun ? "would remove" : "removed"
        let lines = removed.map { "\(verb) \(printable($0.name)), \(ByteCount.text($0.size))\n" }
        let sum =
            removed.isEmpty
            ? "Nothing to remove"
            : (isDryRun ? "Would remove" : "Removed") + " \(counted(removed.count, "file")), \(ByteCount.text(bytes))"
        let rest = trimmed.files.count - removed.count
        return lines.joined() + "\(sum); \(counted(rest, "file")), \(ByteCount.text(left)), "
            + "\(isDryRun ? "would stay" : rest == 1 ? "stays" : "stay") in \(printable(trimmed.root))\n"
    }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                path: trimmed.root,
                dryRun: isDryRun,
                removed: removed.map { Removed(name: $0.name, bytes: $0.size) },
                bytesRemoved: bytes,
                bytesLeft: left
            )
        )
    }
}
