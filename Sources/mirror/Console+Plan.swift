// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Runs

extension Console {
    /// Tells what happens while a plan is made.
    func tell(_ event: PlanEvent) {
        switch event {
        case .readingArchive(let bytes, let all):
            let (done, total) = ByteCount.pair(bytes, all)
            show(progress: "reading the archive: \(done) of \(total)")
        case .damaged(let path, let message): note("\(path): \(message)\n")
        case .moreDamaged(let count): note("\(count) more blobs are damaged.\n")
        case .section(let progress): show(progress: progress.text)
        case .observed(let count, let all): show(progress: "looking at images: \(count) of \(all)")
        case .remark(let text):
            for line in text.split(separator: "\n") { note("\(printable(String(line)))\n") }
        case .surveyed(let count, let all):
            show(progress: "looking for what nobody wants: \(count) of \(all) repositories")
        }
    }
}
