// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Diagnostics
import MirrorConfiguration
import OCI
import OpenPGP
import Plans
import Releases
import Resolution

/// `mirror.platform`, as a plan resolves it: by update services, signatures and payloads.
struct ReleasesSection: ConfigurationSection {
    private let context: SectionContext

    init(_ context: SectionContext) { self.context = context }

    private var choices: ReleaseChoices { context.choices.releases }
    private var archive: OpenedArchive? { context.sources.archive }

    var name: SectionName { .platform }

    func isAsked(by mirror: MirrorSection) -> Bool { mirror.platform != nil }

    func contribution(to configuration: ImageSetConfiguration, named name: String) async throws -> Contribution {
        guard let section = configuration.mirror.platform else { return Contribution() }
        let cache = try await context.surroundings.openCache()
        let service = try await updateService(cache)
        let wantsReleases = section.release != nil || !section.channels.isEmpty
        let needsProof = !context.choices.recorded.ignoreReleaseSignature && wantsReleases
        let graphData = GraphDataChoice(context: context, cache: cache)
        var contribution = try await ReleaseResolver(
            selector: ReleaseSelector(
                service: service,
                path: name,
                exactChannels: context.choices.recorded.exactChannels,
                completePaths: context.choices.recorded.completePaths
            ),
            payloads: PayloadReader(library: context.sources.library, cache: cache),
            verifier: needsProof ? try await verifier(cache) : nil,
            graphData: section.graph ? try await graphData.source() : .unavailable(""),
            library: context.sources.library,
            mapping: context.mapping,
            path: name
        ).resolve(section)
        contribution.checks += choices.unused(in: section, archive: archive != nil)
        return contribution
    }

    /// Update graphs, and the signatures of releases.
    func documents(of desired: DesiredState) async throws -> [PlannedArchive.Document] {
        let releases = desired.images.compactMap { image -> PlacedImage? in
            guard let release = image.release, let digest = image.reference?.digest else { return nil }
            return PlacedImage(
                destination: image.destination.description,
                digest: digest,
                type: image.type,
                origins: [],
                release: release
            )
        }
        return try TravellingDocuments(cache: try await context.surroundings.openCache())
            .documents(desired.graphs, ReleaseDocument.all(of: releases))
    }

    private func updateService(_ cache: DiskCache) async throws -> UpdateService {
        let archivedGraphs: [GraphRecord]? =
            if let archive { try await ArchiveDocuments(archive, cache: cache).keep() } else { nil }
        return UpdateService(
            downloader: context.sources.downloader,
            endpoints: try UpdateEndpoints(environment: context.surroundings.environment),
            cache: cache,
            pinned: try choices.pinnedGraphs?() ?? archivedGraphs,
            archive: choices.pinnedGraphs == nil ? archive?.folder : nil
        )
    }

    private func verifier(_ cache: DiskCache) async throws -> ReleaseVerifier {
        let environment = context.surroundings.environment
        let keys = try TrustedKeys(releaseKeys: choices.keys, environment: environment)
        return ReleaseVerifier(
            keyring: try await Keyring(
                paths: keys.paths,
                fingerprints: choices.fingerprints,
                environment: environment
            ),
            store: try SignatureStore(
                environment: environment,
                downloader: context.sources.downloader,
                cache: cache,
                archive: archive?.folder
            ),
            refreshes: context.choices.refreshes
        )
    }
}

extension ReleaseChoices {
    /// The choices about an image that is not wanted, or that an archive brings.
    func unused(in section: PlatformSection, archive: Bool) -> [Finding] {
        let reason: String
        if !section.graph {
            reason = "`mirror.platform.graph` is not true"
        } else if archive {
            reason = "the archive brings the data of the graph"
        } else {
            return []
        }
        let given = [
            (OptionName.graphDataURL, graphDataURL), (OptionName.graphBaseImage, graphBaseImage),
            (OptionName.graphImage, graphImage),
        ]
        return given.filter { $0.1 != nil }.map { name, _ in
            Finding(.warning, .unusedOption, "\(name) has no effect: \(reason)")
        }
    }
}
