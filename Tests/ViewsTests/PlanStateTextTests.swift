// SPDX-License-Identifier: Apache-2.0

import Audit
import OCI
import Plans
import TestSupport
import Testing
import Views

@Suite("The state of a plan that is shown")
struct PlanStateTextTests {
    @Test(
        "names the command that goes on, and is left out where no record has the plan",
        arguments: [
            (.pending, "Not applied yet. Apply it with: mirror apply ID\n"),
            (.unfinished, "Applied in part. Continue with: mirror apply ID\n"),
            (.applied, "Applied: see `mirror log`.\n"),
            (.stale, "Stale: the record of its target has moved on, so it can no longer be applied.\n"),
            (.unknown, ""),
        ] as [(PlanState, String)]
    )
    func text(state: PlanState, wanted: String) throws {
        let file = try PlanFile(Plan.sample)
        #expect(PlanStateText(state, of: file).text == wanted.replacing("ID", with: file.id.short))
    }
}
