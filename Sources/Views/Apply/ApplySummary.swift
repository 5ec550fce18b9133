// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// The summary of an apply in one sentence; its wording is part of the interface.
package struct ApplySummary {
    private let outcome: ApplyOutcome

    package init(outcome: ApplyOutcome) {
        self.outcome = outcome
    }

    package var text: String {
        var sentences = [state]
        if !outcome.results.isEmpty || outcome.deletions.isEmpty {
            let transferred = ByteCount.text(outcome.bytesTransferred)
            let images = parts(of: outcome.results, done: "copied", before: "there")
            sentences.append("Images: \(images) (\(transferred) transferred).")
        }
        if !outcome.deletions.isEmpty {
            sentences.append("Manifests and tags: \(parts(of: outcome.deletions, done: "deleted", before: "gone")).")
        }
        if !outcome.lost.isEmpty {
            sentences.append("Lost: \(counted(outcome.lost.count, "image")) that had been in place.")
        }
        return sentences.joined(separator: " ")
    }

    private func parts(of results: [ActionResult], done: String, before: String) -> String {
        let counts = ResultCounts(results)
        var parts = ["\(counts.done) \(done)"]
        if counts.alreadyDone > 0 { parts.append("\(counts.alreadyDone) already \(before)") }
        if counts.refused > 0 { parts.append("\(counts.refused) kept by the registry") }
        if counts.failed > 0 { parts.append("\(counts.failed) failed") }
        if counts.notStarted > 0 { parts.append("\(counts.notStarted) not started") }
        return parts.joined(separator: ", ")
    }

    private var state: String {
        if outcome.isComplete { return "Apply complete!" }
        return outcome.wasInterrupted ? "Apply interrupted." : "Apply incomplete."
    }
}
