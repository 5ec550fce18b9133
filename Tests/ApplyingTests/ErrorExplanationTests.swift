// SPDX-License-Identifier: Apache-2.0

import Applying
import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@testable import Applying

@Suite("An error of an apply")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                StaleArchive(message: "it is odd"),
                Explanation("the plan is stale: it is odd", remedy: "Run `mirror plan` again; nothing was changed.")
            ),
            (
                StaleInput(StaleArchive(message: "it is odd")),
                Explanation(
                    "the plan is stale: the plan is stale: it is odd",
                    remedy: "Run `mirror plan` again; nothing was changed."
                )
            ),
            (
                StalePlan(differences: [.init(destination: "a.io/b:1", expected: nil, found: Digest(of: [1]))]),
                Explanation(
                    "the plan is stale: the target changed after the plan was made",
                    cause: "  a.io/b:1: expected nothing, found \(Digest(of: [1]))",
                    remedy: "Plan again and review the new plan."
                )
            ),
            (
                StaleRepository(repository: "a.io/b", expected: 2, found: 3),
                Explanation(
                    "the plan is stale: a.io/b changed after the plan was made: it had 2 remaining tags, now it has 3",
                    remedy: "Nothing in it was deleted. Plan again and review the new plan."
                )
            ),
            (
                StaleBuild(destination: "a.io/b:1", planned: Digest(of: [1]), built: Digest(of: [2])),
                Explanation(
                    "the plan is stale: the image for a.io/b:1 is built differently now",
                    cause: "  planned \(Digest(of: [1])), built \(Digest(of: [2]))",
                    remedy: "Run `mirror plan` again and review the new plan."
                )
            ),
            (
                BuildFailure.noRecipe(destination: "a.io/b:1"),
                Explanation(
                    "the image for a.io/b:1 is to be built, but the plan has no recipe",
                    remedy: "Run `mirror plan` again and review the new plan."
                )
            ),
            (
                BuildFailure.noBuilder(destination: "a.io/b:1"),
                Explanation(
                    "the image for a.io/b:1 is to be built, but nothing here builds images",
                    remedy: "Run `mirror plan` again and review the new plan."
                )
            ),
            (
                BuildFailure.unknownContent(Digest(of: [1]), image: Digest(of: [2])),
                Explanation(
                    "no \(Digest(of: [1])) was made for the built image \(Digest(of: [2]))",
                    remedy: "Run `mirror plan` again and review the new plan."
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
