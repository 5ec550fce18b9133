// SPDX-License-Identifier: Apache-2.0

package import Audit
import OCI
package import Plans

/// What became of a plan, as the last line when it is shown.
package struct PlanStateText: Sendable {
    private let state: PlanState
    private let name: String

    package init(_ state: PlanState, of file: PlanFile) {
        self.state = state
        name = file.id.short
    }

    /// The line; empty for a plan that no record has.
    package var text: String {
        switch state {
        case .pending: "Not applied yet. Apply it with: mirror apply \(name)\n"
        case .unfinished: "Applied in part. Continue with: mirror apply \(name)\n"
        case .applied: "Applied: see `mirror log`.\n"
        case .stale: "Stale: the record of its target has moved on, so it can no longer be applied.\n"
        case .unknown: ""
        }
    }
}
