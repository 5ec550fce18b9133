// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The outcome of an apply")
struct ApplyOutcomeTests {
    @Test(
        "counts its results by how they ended",
        arguments: [
            (ActionResult.done, true, nil, nil), (.alreadyDone, true, nil, nil), (.failed("full"), false, "full", nil),
            (.refused("no deletes"), false, nil, "no deletes"), (.notStarted, false, nil, nil),
        ] as [(ActionResult, Bool, String?, String?)]
    )
    func results(result: ActionResult, isDone: Bool, failure: String?, refusal: String?) {
        #expect(result.isDone == isDone && result.failure == failure && result.refusal == refusal)
        let counts = ResultCounts([result, result])
        let numbers = [counts.done, counts.alreadyDone, counts.failed, counts.refused, counts.notStarted]
        #expect(numbers.sorted() == [0, 0, 0, 0, 2])
        #expect((counts.done + counts.alreadyDone == 2) == isDone)
        #expect((counts.failed == 2) == (failure != nil) && (counts.refused == 2) == (refusal != nil))
    }

    private static let lost = LostImage(destination: "a/b:1", digest: Digest(of: [1]), reason: "nothing is there")

    @Test(
        "is complete where all was done that can be",
        arguments: [
            (ApplyOutcome(results: []), true, 0), (ApplyOutcome(results: [.done, .alreadyDone]), true, 0),
            (ApplyOutcome(results: [.done, .notStarted]), false, 0),
            (ApplyOutcome(results: [.failed("x"), .failed("y")]), false, 2),
            (ApplyOutcome(results: [.refused("x")]), false, 0),
            (ApplyOutcome(results: [], deletions: [.done, .refused("x")]), true, 0),
            (ApplyOutcome(results: [], deletions: [.notStarted]), false, 0),
            (ApplyOutcome(results: [.done], deletions: [.failed("x")]), false, 1),
            (ApplyOutcome(results: [.done], lost: [lost]), false, 1),
        ]
    )
    func completeness(outcome: ApplyOutcome, isComplete: Bool, failures: Int) {
        #expect(outcome.isComplete == isComplete && outcome.failures == failures)
    }

    @Test("names the actions of its plan that are done")
    func copied() {
        let plan = Plan.full
        let outcome = ApplyOutcome(results: [.done, .failed("x"), .alreadyDone, .notStarted, .done, .refused("x")])
        #expect(outcome.copied(of: plan) == [0, 2, 4].map { plan.actions[$0] })
        #expect(ApplyOutcome(results: []).copied(of: plan) == [])
    }

    @Test("names nothing of an archive that is not complete")
    func archive() {
        let plan = Plan.fullArchive
        let volumes = FinishedVolumes(volumes: [], contents: [])
        #expect(ApplyOutcome(results: [.done]).copied(of: plan) == [])
        #expect(ApplyOutcome(results: [.done], volumes: volumes).copied(of: plan) == plan.actions)
    }

    @Test("names the deletions that are done, and those that the registry cannot do")
    func deletions() {
        let plan = DeletionValidationTests.deleting
        let outcome = ApplyOutcome(results: [], deletions: [.done, .refused("x"), .failed("y")])
        #expect(outcome.deleted(of: plan) == [plan.deletions[0]])
        #expect(outcome.refused(of: plan) == [plan.deletions[1]])
    }
}
