// SPDX-License-Identifier: Apache-2.0

package import Applying
import Cache
import Diagnostics
import OCI
package import Plans
package import Reviews

/// One line for each image of an apply, for people.
package struct ApplyLine: Sendable {
    private let target: PlanTarget
    private let style: TextStyle

    package init(of target: PlanTarget, style: TextStyle) {
        self.target = target
        self.style = style
    }

    /// The line of an event; `nil` for events that only the progress bar shows.
    package func text(_ event: ApplyEvent) -> String? {
        switch event {
        case .started(let actions, let alreadyDone, _): resuming(actions, alreadyDone)
        case .preparing, .began, .transferred, .restarted, .skipped, .ended, .uploaded: nil
        case .retrying(let blob, let attempt, let reason):
            "\(style(.changed, "retry")) \(attempt) of blob \(blob.short): \(printable(reason))"
        case .passedOver(let broken):
            "\(style(.changed, "warning")) \(printable(broken.path)) does not match its digest: "
                + "the blob is read from its registry instead"
        case .finished(let action): "\(style(.added, "done")) \(name(action))"
        case .failed(let action, let reason): "\(style(.removed, "failed")) \(name(action)): \(first(reason))"
        case .deleted(let deletion): "\(style(.removed, "deleted")) \(name(deletion))"
        case .deletionFailed(let deletion, let reason):
            "\(style(.removed, "failed")) \(name(deletion)): \(first(reason))"
        case .tagsRefused(let deletion, let reason):
            "\(style(.changed, "kept")) \(name(deletion)), like every tag whose image stays: \(first(reason))"
        }
    }

    private func resuming(_ actions: Int, _ done: Int) -> String? {
        guard done > 0, done < actions else { return nil }
        return "Resuming: \(done) of \(counted(actions, "image")) \(done == 1 ? "is" : "are") already done."
    }

    private func name(_ action: Action) -> String { printable(ImageName(action).text(at: target)) }

    private func name(_ deletion: Deletion) -> String { printable(deletion.shown) }

    /// The text before the first line feed.
    private func first(_ reason: String) -> String {
        printable(reason.split(separator: "\n").first.map(String.init) ?? reason)
    }
}
