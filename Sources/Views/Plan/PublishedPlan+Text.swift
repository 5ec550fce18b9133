// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import OCI
import Plans
package import Runs

extension PublishedPlan {
    /// The last lines of a command that made a plan: what was written, and what to run next, if anything.
    ///
    /// `options` are those of the plan command that apply needs too.
    package func ending(_ options: [String]) -> String {
        let files = [path].compactMap(\.self).filter { $0 != StandardStream.name }
        let written = WrittenFilesText(record, files: files).text
        let warning = room.flatMap { $0.warning.map { "\(printable($0))\n" } } ?? ""
        return written + warning + next(options, hasFiles: !written.isEmpty)
    }

    /// The command that follows, or why there is none.
    private func next(_ options: [String], hasFiles: Bool) -> String {
        if recording == .dryRun {
            return hasFiles ? "Dry run: nothing else was written.\n" : "Dry run: nothing was written.\n"
        }
        guard !effects.isNothing, path != StandardStream.name else { return "" }
        let next = NextCommand(applying: path ?? file.id.short, options).text
        let before = hasFiles ? "" : "Plan \(file.id.short) was recorded before. "
        // Without changes at the target there is little to review.
        return effects.changesTarget
            ? "\(before)Review it, then run: \(next)\n" : "\(before)To record it, run: \(next)\n"
    }
}

extension ArchiveRoom {
    /// A warning to read before applying.
    var warning: String? {
        isTooSmall ? "warning: \(folder): \(ByteCount.room(free: free, needed: needed))" : nil
    }
}
