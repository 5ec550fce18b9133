// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Diagnostics
package import ImageAccess
package import MirrorConfiguration
package import OCI
package import Plans
package import Resolution
package import Sections

/// `mirror.platform`: releases, by update services, signatures and payloads.
package struct ReleasesSection: ConfigurationSection {
    let choices: ReleaseChoices
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    let mirrors: [String]
    /// What oc-mirror v1 recorded of channels.
    private let earlier: EarlierReleases

    package init(_ choices: ReleaseChoices, mirrors: [String] = [], earlier: EarlierReleases = EarlierReleases()) {
        self.choices = choices
        self.mirrors = mirrors
        self.earlier = earlier
    }

    package var name: SectionName { .platform }

    package func isAsked(by mirror: MirrorSection) -> Bool { mirror.platform != nil }

    /// A release that is asked for by its image is kept under its tag.
    package func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName] {
        // What has no place is told where the release is planned.
        guard let release = mirror.platform?.release?.value, let tag = release.tag,
            let place = try? DestinationMapping.archive.payload(of: "\(tag)")
        else { return [:] }
        return [.registry(release): StoredName(repository: place.repository.name, tag: place.tag)]
    }

    package var relocations: [Repository: RepositoryName] { get throws { try ReleaseRepositories.relocations } }

    package func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution {
        guard let section = configuration.mirror.platform else { return Contribution() }
        let archive = context.sources.archive
        let cache = try await context.services.openCache()
        let service = try await updateService(context, cache)
        let wantsReleases = section.release != nil || !section.channels.isEmpty
        let needsProof = !context.options.ignoreReleaseSignature && wantsReleases
        let rules = configuration.configuration.rules
        let filter = try VersionFilter(environment: context.services.environment, for: rules)
        let graphData = GraphDataChoice(section: self, context: context, cache: cache, rules: rules)
        var contribution = try await ReleaseResolver(
            selector: ReleaseSelector(
                service: service,
                path: configuration.name,
                exactChannels: context.options.exactChannels,
                completePaths: context.options.completePaths,
                by: .init(rules, earlier: earlier, filter: filter)
            ),
            payloads: PayloadReader(library: context.sources.library, cache: cache),
            verifier: needsProof ? try await ReleaseVerifier(choices: choices, context: context, cache: cache) : nil,
            graphData: section.graph ? try await graphData.source() : .unavailable(Explanation("")),
            graphBase: section.graph ? try await graphData.mirroredBase() : nil,
            library: context.sources.library,
            mapping: context.mapping.following(rules)
        ).resolve(section)
        if let filter, !section.channels.isEmpty {
            contribution.findings.append(filter.note(at: section.location.place(in: configuration.name)))
        }
        contribution.findings += choices.unused(in: section, archive: archive != nil)
        return contribution
    }

    /// Update graphs, and the signatures of releases.
    package func documents(
        of desired: DesiredState,
        in services: RunServices
    ) async throws -> [PlannedArchive.Document] {
        let releases = desired.images.compactMap { image -> PlacedImage? in
            guard let release = image.release, let digest = image.reference?.digest else { return nil }
            return PlacedImage(
                ImageIdentity(image.type, origins: [], digest: digest),
                at: image.destination.name,
                facts: .release(release)
            )
        }
        return try TravellingDocuments(cache: try await services.openCache())
            .documents(desired.records.compactMap(\.graph), ReleaseDocument.all(of: releases))
    }

    package func holding(at context: HoldingContext) async throws -> any SectionHolding {
        try await ReleasesHolding(at: context, pinnedGraphs: choices.pinnedGraphs, earlier: earlier)
    }

    private func updateService(_ context: ResolutionContext, _ cache: DiskCache) async throws -> UpdateService {
        let archive = context.sources.archive
        let archivedGraphs: [GraphRecord]? =
            if let archive { try await ArchiveDocuments(archive, cache: cache).keep() } else { nil }
        return UpdateService(
            downloader: context.sources.downloader,
            endpoints: try UpdateEndpoints(environment: context.services.environment),
            cache: cache,
            pinned: try choices.pinnedGraphs?() ?? archivedGraphs,
            archive: choices.pinnedGraphs == nil ? archive?.folder : nil
        )
    }
}
