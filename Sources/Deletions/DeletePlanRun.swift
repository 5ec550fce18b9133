// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Planning
package import Plans
import Resolution
package import Sections

/// Makes a plan from a deletion request: resolves it, gathers what must stay, surveys the target, proves.
package struct DeletePlanRun: Sendable {
    private let held: any HeldObserving
    private let target: KnownTarget
    /// The configurations whose images must stay.
    private let keep: [NamedConfiguration]
    private let options: DeletionOptions
    /// The cache from which files about deleted images are removed; `nil` if they stay.
    private let cacheToTrim: CachedRemains?
    private let progress: @Sendable (DeletionProgress) -> Void

    package init(
        held: any HeldObserving,
        target: KnownTarget,
        keep: [NamedConfiguration],
        options: DeletionOptions,
        cacheToTrim: CachedRemains?,
        progress: @escaping @Sendable (DeletionProgress) -> Void
    ) {
        self.held = held
        self.target = target
        self.keep = keep
        self.options = options
        self.cacheToTrim = cacheToTrim
        self.progress = progress
    }

    /// Makes the plan of a request, with `name` as its name in the plan; writes only to the cache.
    ///
    /// Throws `DeletionRefusal` if the images of a configuration cannot be resolved, and all errors of reading.
    package func plan(_ request: DeletionRequest, named name: String) async throws -> Plan {
        try await held.requireRegistry()
        var asked = try await asked(request, name)
        if let refusal = DeletionRefusal(asked.desired.findings) { throw refusal }
        let needed = try await needed(besides: &asked)
        if options.findsVersionOneTags {
            let digests = try await held.digests(of: asked.taggedOperatorImages)
            asked.addVersionOneTags(digests)
        }
        asked.addLeftovers(of: target.ledger)
        asked.desired.findings += [target.otherNamespace].compactMap(\.self)
        let survey = try await survey(asked.requested)
        let (plan, freed) = planned(asked, needed, survey)
        return try await trimming(plan, freed)
    }

    private func asked(_ request: DeletionRequest, _ name: String) async throws -> AskedImages {
        switch request {
        case .configuration(let configuration):
            let named = NamedConfiguration(name: name, configuration: configuration)
            return AskedImages(desired: try await images(of: named, for: .deleting))
        case .list(let list): return try AskedImages(list, name: name, at: target.mapping.target)
        }
    }

    /// The images of a configuration, at the places in the ledger.
    private func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState {
        var desired = try await held.images(of: configuration, for: purpose)
        let places = LedgerPlaces(target.ledger)
        desired.images = desired.images.flatMap(places.placed)
        return desired
    }

    /// The images that must stay, as far as they are known before the survey.
    private func needed(besides asked: inout AskedImages) async throws -> NeededImages {
        var needed = NeededImages()
        for configuration in keep {
            let wanted = try await images(of: configuration, for: .keeping)
            if let refusal = DeletionRefusal(wanted.findings) { throw refusal }
            asked.desired.findings += wanted.caveats
            needed.need(wanted.images, wantedBy: configuration.name)
        }
        let departing = DepartingImages(asked.desired.images, except: needed)
        needed.formUnion(try await held.needs(besides: departing))
        needed.need(asked.desired.images, wantedByItselfIn: target.ledger)
        return needed
    }

    private func survey(_ requested: [Repository: RequestedContent]) async throws -> TargetSurvey {
        try await held.survey(requested, [target.ledger] + target.neighbours) { [progress] count in
            progress(.surveyed(count: count, of: requested.count))
        }
    }

    /// Makes the plan from the gathered facts, and returns it with the contents that nothing needs afterwards.
    private func planned(
        _ asked: AskedImages,
        _ needed: NeededImages,
        _ survey: TargetSurvey
    ) -> (plan: Plan, freed: Set<Digest>) {
        var asked = asked
        var needed = needed
        needed.need(wantedIn: target.neighbours, among: Set(asked.requested.keys))
        asked.removeWrongGuesses(after: survey)
        needed.formUnion(asked.moved(in: survey, since: target.ledger))
        return DeletionPlanner(
            asked: asked,
            needed: needed,
            keepers: keep.map(\.name),
            survey: survey,
            ledger: target.ledger,
            options: PlanOptions(
                copying: PlanOptions.Copying(maxNestedPaths: target.mapping.maxNestedPaths),
                releases: PlanOptions.Releases(exactChannels: options.exactChannels),
                clusters: PlanOptions.Clusters(icsp: options.icsp ? true : nil)
            )
        ).planned()
    }

    /// Adds the cached files about contents that nothing at the target needs afterwards.
    private func trimming(_ plan: Plan, _ freed: Set<Digest>) async throws -> Plan {
        guard let cacheToTrim else { return plan }
        return plan.with(cached: try await cacheToTrim.entries(about: freed))
    }
}
