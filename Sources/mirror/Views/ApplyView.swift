// SPDX-License-Identifier: Apache-2.0

import Applying
import Diagnostics
import Plans

/// Shows an apply while it runs.
protocol ApplyView: Sendable {
    func show(_ event: ApplyEvent)
    func finish(_ outcome: ApplyOutcome, of plan: Plan)
}

/// The sentence that sums an apply up; its wording is part of the interface.
struct ApplySummary {
    let outcome: ApplyOutcome

    var text: String {
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
        let found = results.count { $0 == .alreadyDone }
        let failed = results.count { result in
            if case .failed = result { true } else { false }
        }
        let refused = results.count(where: \.isRefused)
        let open = results.count { $0 == .notStarted }
        var parts = ["\(results.count { $0 == .done }) \(done)"]
        if found > 0 { parts.append("\(found) already \(before)") }
        if refused > 0 { parts.append("\(refused) kept by the registry") }
        if failed > 0 { parts.append("\(failed) failed") }
        if open > 0 { parts.append("\(open) not started") }
        return parts.joined(separator: ", ")
    }

    private var state: String {
        if outcome.isComplete { return "Apply complete!" }
        return outcome.wasInterrupted ? "Apply interrupted." : "Apply incomplete."
    }
}
