// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import GitStore

/// The last lines of a command: which files it wrote, and what became of them in git.
package struct WrittenFilesText: Sendable {
    private let files: [String]
    private let record: WrittenFiles?

    /// `files` are those outside the record, by their paths as the user knows them.
    package init(_ record: WrittenFiles? = nil, files: [String] = []) {
        self.record = record
        self.files = files
    }

    /// The most names of files or folders on a line.
    private static let most = 6

    /// The lines; empty if nothing was written.
    package var text: String { lines.map { printable($0) + "\n" }.joined() }

    private var lines: [String] {
        var lines = files.isEmpty ? [] : ["Wrote \(listed(files, most: Self.most))."]
        guard let record, !record.isEmpty else { return lines }
        if record.madeRepository { lines.append("Made a git repository in \(record.root) for the record of plans.") }
        if record.registeredDriver {
            lines.append(
                "Set merge.mirror-ledger.driver in .git/config: git merges ledgers with `mirror merge-ledger`."
            )
        }
        let parts = [
            record.written.isEmpty ? nil : Self.grouped(record.written),
            record.removed.isEmpty ? nil : "without \(Self.grouped(record.removed))",
        ].compactMap(\.self)
        guard let commit = record.commit else {
            let words = parts.joined(separator: ", ")
            return lines + ["Wrote into \(record.root), without a commit: \(words)."]
        }
        let what = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
        lines.append("Committed \(commit.prefix(12)) in \(record.root)\(what).")
        if let bundle = record.bundle {
            lines.append(
                "It is in the bundle \(bundle). Fetch it with: git fetch \(shellArgument(bundle)) \(CommitPlace.bundled)"
            )
        } else if record.canBePushed {
            lines.append("Share it with: git push")
        }
        return lines
    }

    /// Paths, those in one folder as one name with their number.
    static func grouped(_ paths: [String]) -> String {
        let folders = Dictionary(grouping: paths) { path in
            path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        }
        let names = folders.sorted { $0.key < $1.key }.flatMap { folder, paths in
            paths.count == 1 || folder.isEmpty ? paths.sorted() : ["\(folder) (\(counted(paths.count, "file")))"]
        }
        return listed(names, most: most)
    }
}
