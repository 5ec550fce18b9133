// SPDX-License-Identifier: Apache-2.0

package import Deletions
package import Plans
import Releases
package import Sections

/// Prepares the run of a deletion plan: opens the target's registry, the sources and the cache.
package struct DeletePlanOpening: Sendable {
    private let target: KnownTarget
    private let keep: [NamedConfiguration]
    private let choices: DeletionChoices
    private let surroundings: PlanSurroundings
    private let progress: @Sendable (DeletionProgress) -> Void

    /// `keep` are the configurations whose images must stay.
    package init(
        at target: KnownTarget,
        keeping keep: [NamedConfiguration],
        choices: DeletionChoices,
        surroundings: PlanSurroundings,
        progress: @escaping @Sendable (DeletionProgress) -> Void
    ) {
        self.target = target
        self.keep = keep
        self.choices = choices
        self.surroundings = surroundings
        self.progress = progress
    }

    /// Makes the plan of a request, with `name` as its name in the plan; writes only to the cache.
    ///
    /// Throws `DeletionRefusal` if the images of a configuration cannot be resolved.
    package func plan(_ request: DeletionRequest, named name: String) async throws -> Plan {
        let cache = try await surroundings.services.openCache()
        let clients = surroundings.clients
        let held = try await HeldTarget(
            HoldingContext(
                target: target,
                registry: clients.target,
                sources: SourceAccess(clients: clients),
                exactChannels: choices.exactChannels,
                services: RunServices(environment: surroundings.environment, openCache: { cache }) { [progress] in
                    progress(.section($0))
                }
            ),
            sections: ConfigurationSections.all(ReleaseChoices(pinnedGraphs: choices.pinnedGraphs))
        )
        let run = DeletePlanRun(
            held: held,
            target: target,
            keep: keep,
            options: DeletionOptions(
                findsVersionOneTags: choices.findsVersionOneTags,
                exactChannels: choices.exactChannels
            ),
            cacheToTrim: choices.trimsCache ? CachedRemains(cache: cache) : nil,
            progress: progress
        )
        return try await run.plan(request, named: name)
    }
}
