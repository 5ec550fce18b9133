// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import OCI
import Plans
package import Reviews
package import States

/// The targets of an audit repository, with what is on them.
package struct TargetListView: ResultView {
    private let states: [TargetState]

    package init(states: [TargetState]) { self.states = states }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        guard !states.isEmpty else { return "No target is known here: nothing was applied yet.\n" }
        return TableView(
            headings: ["TARGET", "IMAGES", "APPLIES", "LAST APPLY", "PENDING", "CONFIGURATIONS"],
            rows: states.map { state in
                [
                    state.target, "\(state.images)", "\(state.serial)", state.last.map(\.text) ?? "-",
                    state.pendingText ?? "-",
                    listed(state.configurations.map(\.name), most: 3),
                ]
            },
            style: style,
            isTerminal: isTerminal
        ).text
    }

    package func json() throws -> String { try CanonicalJSON.text(of: states.map(TargetStateView.Report.init)) }
}

extension TargetState {
    /// How many plans are not applied, and the bytes that they move; `nil` without such plans.
    fileprivate var pendingText: String? {
        guard !pending.isEmpty else { return nil }
        let bytes = pending.reduce(0) { $0 + $1.bytesToTransfer }
        return "\(counted(pending.count, "plan")), \(ByteCount.text(bytes))"
    }
}

extension TargetState.Apply {
    /// When it was, of which plan, and whether it was complete.
    var text: String {
        let when = time.map { "\($0.text), " } ?? ""
        return "\(when)plan \(plan.short)" + (isComplete == false ? ", incomplete" : "")
    }
}
