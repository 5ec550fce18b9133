// SPDX-License-Identifier: Apache-2.0

import Cache
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Scheduling
import Sections

/// The releases that a target holds.
///
/// Graphs come from the ledger and the cache before anybody is asked, payloads from the target before their sources: what
/// was mirrored can be deleted where nothing else can be reached.
struct ReleasesHolding: SectionHolding {
    private let context: HoldingContext
    private let cache: DiskCache
    private let service: UpdateService
    /// What oc-mirror v1 recorded of channels.
    private let earlier: EarlierReleases
    private let remembered = RememberedWork<DestinationMapping, HeldReleases>()

    /// Reads nothing yet; with the graphs of a plan that is named, no update service is asked.
    init(
        at context: HoldingContext,
        pinnedGraphs: (@Sendable () throws -> [GraphRecord])?,
        earlier: EarlierReleases
    ) async throws {
        self.context = context
        self.earlier = earlier
        cache = try await context.services.openCache()
        let pinned = try pinnedGraphs?()
        service = UpdateService(
            downloader: context.sources.downloader,
            endpoints: try UpdateEndpoints(environment: context.services.environment),
            cache: cache,
            pinned: pinned ?? context.target.ledger.records.graphs,
            asksForOthers: pinned == nil
        )
    }

    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution {
        guard let section = configuration.mirror.platform else { return Contribution() }
        let rules = configuration.configuration.rules
        let filter = try VersionFilter(environment: context.services.environment, for: rules)
        let resolver = HeldReleaseResolver(
            selector: ReleaseSelector(
                service: service,
                path: configuration.name,
                section: configuration.path(of: .platform),
                exactChannels: context.exactChannels,
                by: .init(rules, earlier: earlier, filter: filter)
            ),
            held: try await releases(),
            digest: { [context] in try await context.sources.library.digest(of: .registry($0)) },
            cache: cache,
            mapping: context.target.mapping.following(rules),
            purpose: purpose
        )
        return try await resolver.resolve(section)
    }

    func needs(besides departing: DepartingImages) async throws -> NeededImages {
        try await StayingReleases(target: context.target, held: releases).needs(besides: departing)
    }

    private func releases() async throws -> HeldReleases {
        try await remembered.value(for: context.target.mapping) {
            context.services.progress(.reading("the releases of the target"))
            var tags: [Repository: [Tag: Digest]] = [:]
            for repository in try context.target.payloadRepositories {
                tags[repository] = try await context.tags(of: repository)
            }
            let library = ImageLibrary(client: context.registry)
            return try await HeldReleases.read(tags, PayloadReader(library: library, cache: cache, isSparse: true))
        }
    }
}
