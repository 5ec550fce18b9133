// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PlanEvent {
    /// The message of an event while a plan is made.
    package var remark: Remark {
        switch self {
        case .readingArchive(let bytes, let all):
            return .progress(Activity("reading the archive", done: bytes, of: all))
        case .damaged(let path, let message): return .note("\(path): \(message)\n")
        case .moreDamaged(let count): return .note("\(count) more blobs are damaged.\n")
        case .section(let progress): return .progress(progress.activity)
        case .observed(let count, let all): return .progress(Activity("looking at images", count: count, of: all))
        case .remark(let text):
            return .note(text.split(separator: "\n").map { "\(printable(String($0)))\n" }.joined())
        case .surveyed(let count, let all):
            return .progress(Activity("looking for images to prune", count: count, of: all, "repositories"))
        }
    }
}
