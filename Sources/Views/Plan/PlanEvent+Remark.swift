// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PlanEvent {
    /// The message of an event while a plan is made.
    package var remark: Remark {
        switch self {
        case .readingArchive(let bytes, let all):
            let (done, total) = ByteCount.pair(bytes, all)
            return .progress("reading the archive: \(done) of \(total)")
        case .damaged(let path, let message): return .note("\(path): \(message)\n")
        case .moreDamaged(let count): return .note("\(count) more blobs are damaged.\n")
        case .section(let progress): return .progress(progress.text)
        case .observed(let count, let all): return .progress("looking at images: \(count) of \(all)")
        case .remark(let text):
            return .note(text.split(separator: "\n").map { "\(printable(String($0)))\n" }.joined())
        case .surveyed(let count, let all):
            return .progress("looking for images to prune: \(count) of \(all) repositories")
        }
    }
}
