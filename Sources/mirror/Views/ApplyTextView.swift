// SPDX-License-Identifier: Apache-2.0

import Applying
import Cache
import Diagnostics
import OCI
import Plans
import Reviews
import Scheduling

/// One line for each image, and a bar below them where a person watches.
final class ApplyTextView: ApplyView {
    private struct State {
        var total: Int64 = 0
        var transferred: Int64 = 0
        var actions = 0
        var ended = 0
        var begin = ContinuousClock.now
        var lastDrawn: ContinuousClock.Instant?
        var barIsShown = false
    }

    private let console: Console
    private let style: TextStyle
    private let target: PlanTarget
    private let state = Guarded(State())

    init(console: Console, style: TextStyle, target: PlanTarget) {
        self.console = console
        self.style = style
        self.target = target
    }

    func show(_ event: ApplyEvent) {
        switch event {
        case .started(let actions, let alreadyDone, let bytes):
            state.withLock { state in
                state.actions = actions
                state.ended = alreadyDone
                state.total = bytes
                state.begin = ContinuousClock.now
            }
            if alreadyDone > 0, alreadyDone < actions {
                let images = counted(actions, "image")
                line("Resuming: \(alreadyDone) of \(images) \(alreadyDone == 1 ? "is" : "are") already done.")
            }
        case .transferred(let bytes): advance(bytes)
        case .uploaded: break
        case .retrying(let blob, let attempt, let reason):
            line("\(style(.changed, "retry")) \(attempt) of blob \(blob.short): \(printable(reason))")
        case .passedOver(let broken):
            line(
                "\(style(.changed, "warning")) \(printable(broken.path)) is not the blob that it is called: "
                    + "it is passed over, and read from its registry"
            )
        case .finished(let action):
            state.withLock { $0.ended += 1 }
            line("\(style(.added, "done")) \(printable(target.shown(action.destination)))")
        case .deleted(let deletion):
            state.withLock { $0.ended += 1 }
            line("\(style(.removed, "deleted")) \(printable(deletion.shown))")
        case .deletionFailed(let deletion, let reason):
            state.withLock { $0.ended += 1 }
            let name = printable(deletion.shown)
            line("\(style(.removed, "failed")) \(name): \(printable(reason.firstLine))")
        case .tagsRefused(let deletion, let reason):
            let name = printable(deletion.shown)
            line("\(style(.changed, "kept")) \(name), like every tag whose image stays: \(printable(reason.firstLine))")
        case .failed(let action, let reason):
            state.withLock { $0.ended += 1 }
            line(
                "\(style(.removed, "failed")) \(printable(target.shown(action.destination))): \(printable(reason.firstLine))"
            )
        }
    }

    func finish(_ outcome: ApplyOutcome, of plan: Plan) {
        clearBar()
        let images = zip(plan.actions, outcome.results).map { action, result in
            ("\(action.origins.joined(separator: ", ")) -> \(target.shown(action.destination))", result)
        }
        let deletions = zip(plan.deletions, outcome.deletions).map { ($0.shown, $1) }
        show("These images failed:", groups(images, \.failure))
        show("These images were in place, and the target does not hold them any more:", groups(of: outcome.lost))
        show("These deletions failed:", groups(deletions, \.failure))
        if outcome.failures > 0 {
            console.write(
                "Run the same plan again to carry on: what is done stays done. What fails again needs a new plan.\n\n"
            )
        }
        for (reason, tags) in groups(deletions, \.refusal) {
            let subject = tags.count == 1 ? "1 tag was kept" : "\(tags.count) tags were kept"
            console.write("\(subject), and nothing is lost: what they name is needed by others, and they go with it.\n")
            write(reason)
        }
        let gone = outcome.deleted(of: plan).reduce(0) { $0 + $1.reclaim }
        if gone > 0 { console.write("The registry's garbage collector can now free \(ByteCount.text(gone)).\n") }
        console.write(ApplySummary(outcome: outcome).text + "\n")
    }

    private func write(_ reason: String) {
        for line in reason.split(separator: "\n") { console.write("      \(printable(String(line)))\n") }
    }

    private func show(_ heading: String, _ groups: [(reason: String, names: [String])]) {
        guard !groups.isEmpty else { return }
        console.write("\(heading)\n")
        for (reason, names) in groups {
            for name in names { console.write("  \(printable(name))\n") }
            write(reason)
        }
    }

    /// What has a reason, by that, in the plan's order.
    private func groups(
        _ results: [(name: String, result: ActionResult)],
        _ reason: (ActionResult) -> String?
    ) -> [(reason: String, names: [String])] {
        var groups: [(reason: String, names: [String])] = []
        for (name, result) in results {
            guard let reason = reason(result) else { continue }
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].names.append(name)
            } else {
                groups.append((reason, [name]))
            }
        }
        return groups
    }

    private func groups(of lost: [LostImage]) -> [(reason: String, names: [String])] {
        groups(lost.map { (target.shown($0.destination), ActionResult.failed($0.reason)) }, \.failure)
    }

    private func advance(_ bytes: Int64) {
        let isDue = state.withLock { state in
            state.transferred += bytes
            guard console.errorIsTerminal else { return false }
            let now = ContinuousClock.now
            if let last = state.lastDrawn, now - last < .milliseconds(100) { return false }
            state.lastDrawn = now
            return true
        }
        if isDue { drawBar() }
    }

    private func line(_ text: String) {
        clearBar()
        console.note(text + "\n")
        if console.errorIsTerminal { drawBar() }
    }

    private func drawBar() {
        let text = state.withLock { state in
            state.barIsShown = true
            let width = 24
            let share = state.total > 0 ? min(1, Double(state.transferred) / Double(state.total)) : 1
            let filled = Int(share * Double(width))
            let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
            let seconds = (ContinuousClock.now - state.begin).components.seconds
            let rate = seconds > 0 ? ", \(ByteCount.text(state.transferred / seconds))/s" : ""
            let (transferred, total) = ByteCount.pair(state.transferred, state.total)
            return "[\(bar)] \(transferred) of \(total)\(rate), \(state.ended) of \(state.actions) images"
        }
        console.note("\r\u{1b}[K\(text)")
    }

    private func clearBar() {
        let isShown = state.withLock { state in
            defer { state.barIsShown = false }
            return state.barIsShown
        }
        if isShown { console.note("\r\u{1b}[K") }
    }
}

extension String {
    /// What stands before the first line feed.
    fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? self }
}
