// SPDX-License-Identifier: Apache-2.0

import Audit
package import Deletions
import Plans
import Releases
import Sections

/// Prepares the run of a deletion plan: opens the target's registry, the sources and the cache.
package struct DeletePlanOpening: Sendable {
    private let request: DeletionRequest
    private let name: String
    private let target: KnownTarget
    /// The configurations whose images stay.
    private let keep: [NamedConfiguration]
    /// Whether the target's files for clusters have a policy already: they keep it.
    private let hasPolicies: Bool
    private let publication: PlanPublication

    /// Prepares the plan of a request; `paths` are the configurations whose images stay.
    ///
    /// Without a `name`, plans and commits call the request by its path.
    /// Throws `TargetChoiceError` for an archive, and `PlanRefusal` where the ledger must not be trusted.
    package init(
        of request: DeletionRequest,
        named name: String? = nil,
        at recorded: RecordedTarget,
        filing: PlanFiling,
        keeping paths: [String],
        maxNestedPaths: Int
    ) throws {
        try recorded.requireRegistry()
        let ledger = try recorded.ledger()
        self.request = request
        target = try recorded.known(ledger, maxNestedPaths: maxNestedPaths)
        self.name = try name ?? recorded.trail.configurationName(of: request.path)
        keep = try NamedConfiguration.load(paths, recorded.trail)
        hasPolicies = try recorded.trail.hasContentSourcePolicies(ledger)
        publication = filing.publication(in: recorded.trail, ledger)
    }

    /// Makes the plan; nothing is written but to the cache.
    ///
    /// Throws `DeletionRefusal` if the images of a configuration cannot be resolved.
    package func plan(
        choices: DeletionChoices,
        surroundings: PlanSurroundings,
        progress: @escaping @Sendable (DeletionProgress) -> Void
    ) async throws -> MadePlan {
        let cache = try await surroundings.services.openCache()
        let clients = surroundings.clients
        let held = try await HeldTarget(
            HoldingContext(
                target: target,
                registry: clients.target,
                sources: SourceAccess(clients: clients),
                exactChannels: choices.exactChannels,
                services: RunServices(environment: surroundings.environment, openCache: { cache }) {
                    progress(.section($0))
                }
            ),
            sections: ConfigurationSections.all(
                ReleaseChoices(pinnedGraphs: choices.pinnedGraphs),
                charts: clients.charts
            )
        )
        let run = DeletePlanRun(
            held: held,
            target: target,
            keep: keep,
            options: DeletionOptions(
                findsVersionOneTags: choices.findsVersionOneTags,
                exactChannels: choices.exactChannels,
                icsp: choices.icsp || hasPolicies
            ),
            cacheToTrim: choices.trimsCache ? CachedRemains(cache: cache) : nil,
            progress: progress
        )
        return MadePlan(try await run.plan(request, named: name), publishedBy: publication)
    }
}
