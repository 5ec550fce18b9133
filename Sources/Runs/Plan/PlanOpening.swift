// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// Puts the run of a plan together: the ledger of its target, what is asked for, and what writes the plan.
package struct PlanOpening: Sendable {
    private let request: PlanRequest
    private let publication: PlanPublication

    /// Prepares the plan of a configuration; `formerly` are earlier names of it.
    ///
    /// Throws `PlanRefusal` where the ledger must not be trusted with that.
    package init(
        of configuration: ImageSetConfiguration,
        at recorded: RecordedTarget,
        filing: PlanFiling,
        formerly: [String],
        prunes: Bool
    ) throws {
        let ledger = try recorded.ledger()
        request = try recorded.request(configuration, ledger: ledger, formerly: formerly, prunes: prunes)
        publication = filing.publication(in: recorded.trail, ledger)
    }

    /// Makes the plan; nothing is written but to the cache.
    package func plan(choices: PlanChoices, surroundings: PlanSurroundings) async throws -> MadePlan {
        let run = PlanRun(of: request, choices: choices, surroundings: surroundings)
        return MadePlan(try await run.plan(), publishedBy: publication)
    }
}
