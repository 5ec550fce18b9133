// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
@testable import Plans

/// Plans of many images.
enum LargePlan {
    static func plan(images: Int) -> Plan {
        var plan = SamplePlans.plan
        plan.fields.actions = (0..<images).map { number in
            SamplePlans.action(number % 10 == 0 ? .update : .copy, "team-\(number % 7)/image-\(number):1.\(number)")
        }
        return plan
    }
}
