// SPDX-License-Identifier: Apache-2.0

import Ledger
import Resolution
import Runs
import TestSupport
import Testing
@testable import Plans

@Suite("The target that a plan must be for")
struct WantedTargetTests {
    /// What is wanted, whether it is so only by habit, what the plan is for, and whether it is refused.
    @Test(
        "refuses a plan for another one, except where an archive is made beside what is usual",
        arguments: [
            ("docker://mirror.example:5000/ocp", false, "mirror.example:5000/ocp", false),
            ("docker://mirror.example:5000/ocp/", false, "mirror.example:5000/ocp", false),
            ("docker://mirror.example:5000/ocp", true, "mirror.example:5000/ocp", false),
            ("docker://mirror.example:5000", false, "mirror.example:5000/ocp", true),
            ("docker://mirror.example:5000", true, "mirror.example:5000/ocp", true),
            ("docker://mirror.example:5000", false, "file://usb", true),
            ("docker://mirror.example:5000", true, "file://usb", false),
            ("file://usb", false, "file://usb", false),
            ("file://./usb/", false, "file://usb", false),
            ("file://other", false, "file://usb", true),
            ("file://other", true, "file://usb", true),
            ("file://usb", true, "mirror.example:5000", false),
            ("file://usb", false, "mirror.example:5000", true),
        ]
    )
    func rule(wanted: String, isUsual: Bool, planned: String, isRefused: Bool) throws {
        var plan = Plan.sample
        plan.fields.target = PlanTarget(TargetPlace(planned))
        let target = try MirrorTarget(wanted)
        let refusal = WantedTarget(target, isUsual: isUsual).refusal(of: plan)
        #expect(refusal == (isRefused ? .otherTarget(planned: planned, wanted: target.description) : nil))
    }
}
