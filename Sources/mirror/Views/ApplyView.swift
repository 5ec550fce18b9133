// SPDX-License-Identifier: Apache-2.0

import Applying
import Plans

/// Shows an apply while it runs.
protocol ApplyView: Sendable {
    func show(_ event: ApplyEvent)
    func finish(_ outcome: ApplyOutcome, of plan: Plan)
}

/// The sentence that sums an apply up; its wording is part of the interface.
struct ApplySummary {
    let outcome: ApplyOutcome
    var deletes = false

    var text: String {
        let before = outcome.results.count { $0 == .alreadyDone }
        let open = outcome.results.count { $0 == .notStarted }
        var parts = ["\(outcome.results.count { $0 == .done }) \(deletes ? "deleted" : "copied")"]
        if before > 0 { parts.append("\(before) already \(deletes ? "gone" : "there")") }
        if outcome.failures > 0 { parts.append("\(outcome.failures) failed") }
        if open > 0 { parts.append("\(open) not started") }
        guard !deletes else { return "\(state) Manifests and tags: \(parts.joined(separator: ", "))." }
        return """
            \(state) Images: \(parts.joined(separator: ", ")) \
            (\(ByteCount.text(outcome.bytesTransferred)) transferred).
            """
    }

    private var state: String {
        if outcome.isComplete { return "Apply complete!" }
        return outcome.wasInterrupted ? "Apply interrupted." : "Apply incomplete."
    }
}
