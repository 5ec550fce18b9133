// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Testing

@Suite("An error of a plan")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                PlanError.notAPlan("it is odd"),
                Explanation("this is not a plan: it is odd", remedy: "Plans are made by `mirror plan`.")
            ),
            (
                PlanError.contradiction("it is odd"),
                Explanation(
                    "the plan is not one that mirror makes: it is odd",
                    remedy: "Run `mirror plan` again and review the new plan."
                )
            ),
            (
                PlanError.unknownFormat("9.1"),
                Explanation(
                    "the plan has format version 9.1, this tool knows 1.1",
                    remedy: "Plan again with this version of mirror, or apply with the one that made the plan."
                )
            ),
            (
                PlanError.edited(found: Digest(of: [1]), expected: nil),
                Explanation(
                    "the plan was changed after it was made: its content hashes to \(Digest(of: [1])), its id is missing",
                    remedy: "Plans are not edited by hand: change the configuration and run `mirror plan` again."
                )
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
