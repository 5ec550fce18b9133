// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Testing

@Suite("An error of the ledger, and the refusal of a plan")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                LedgerError(path: "l", message: "it is odd"),
                Explanation(
                    "the ledger l cannot be used: it is odd",
                    remedy: "Restore it with `git checkout -- l`; without it mirror does not know what it placed."
                )
            ),
            (
                LedgerError(path: "l", message: "it is odd", commit: "0123456789abcdef"),
                Explanation(
                    "the ledger l cannot be used: it is odd",
                    remedy: "Restore it with `git checkout 0123456789ab -- l`, the newest that can be read. "
                        + "Then plan and apply every configuration that was applied after it."
                )
            ),
            (
                ApplyRefusal.alreadyApplied(plan: Digest(of: [1])),
                Explanation(
                    "the plan \(Digest(of: [1]).short) was already applied, and its receipt says it is complete",
                    remedy: "Plan again to see whether anything is left to do."
                )
            ),
            (
                ApplyRefusal.otherLineage(target: "t", expected: nil, found: Digest(of: [1])),
                Explanation(
                    "the plan was made for another history of t: it expects lineage none, "
                        + "the ledger has \(Digest(of: [1]).short)",
                    remedy: "Plan again in the repository whose ledger belongs to the target."
                )
            ),
            (
                ApplyRefusal.staleSerial(target: "t", expected: 1, found: 3),
                Explanation(
                    "the plan is stale: 2 other plans were applied to t after this one was made",
                    remedy: "Plan again and review the new plan."
                )
            ),
            (
                ApplyRefusal.otherTarget(planned: "a.io", wanted: "b.io"),
                Explanation(
                    "the plan is for a.io, but the target asked for is b.io",
                    remedy: "A plan is bound to its target: plan again with `--to docker://b.io`."
                )
            ),
            (
                ApplyRefusal.otherWishes(target: "t"),
                Explanation(
                    "the plan contradicts the ledger about the images of other configurations at t, "
                        + "so its manifests for clusters are wrong",
                    remedy: "Plan again and review the new plan."
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
