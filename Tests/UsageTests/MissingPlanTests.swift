// SPDX-License-Identifier: Apache-2.0

import Testing
import Usage

@Suite("An apply without a plan")
struct MissingPlanTests {
    @Test("is told the newest plan, as a command to run, or how to make one")
    func remedies() {
        let fault = UsageFault.missingPlan(newest: ("2c917ef508c3", "2c917ef508c3 (isc.yaml at a.io, pending)"))
        #expect(
            "\(fault)" == """
                `mirror apply` needs a plan
                The newest plan that can be applied is 2c917ef508c3 (isc.yaml at a.io, pending).
                Apply it with `mirror apply 2c917ef508c3`, or let mirror find it: mirror apply --pending
                See: mirror apply --help
                """
        )
        #expect("\(UsageFault.missingPlan(newest: nil))".contains("mirror plan -c isc.yaml"))
        #expect(!"\(UsageFault.missingPlan(newest: ("a", "\u{1b}[2J")))".contains("\u{1b}"))
    }
}
