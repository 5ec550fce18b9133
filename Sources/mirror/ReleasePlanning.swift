// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Diagnostics
import Downloads
import Foundation
import ImageAccess
import MirrorConfiguration
import OCI
import OpenPGP
import Plans
import Registry
import Releases
import Resolution

/// Puts together what resolving `mirror.platform` needs, from the options and the environment.
struct ReleasePlanning {
    let options: ReleaseOptions
    let environment: [String: String]
    let downloader: Downloader
    let library: ImageLibrary
    let cache: DiskCache
    /// Whether signatures are asked for again that the cache has.
    let refreshes: Bool
    /// The archive that everything is read from, where it is one.
    var archive: ArchiveContent?
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    var mirrors: [String] = []

    /// Returns what a section of a configuration wants.
    func contribution(
        of section: PlatformSection,
        mapping: DestinationMapping,
        configuration path: String
    ) async throws -> Contribution {
        let archivedGraphs: [GraphRecord]? =
            if let archive { try await ArchiveDocuments(archive, cache: cache).keep() } else { nil }
        let service = UpdateService(
            downloader: downloader,
            endpoints: try UpdateEndpoints(environment: environment),
            cache: cache,
            pinned: try options.graphs.pinned() ?? archivedGraphs,
            archive: options.graphs.graphsOf == nil ? archive?.folder : nil
        )
        let wantsReleases = section.release != nil || !section.channels.isEmpty
        var contribution = try await ReleaseResolver(
            selector: ReleaseSelector(
                service: service,
                path: path,
                exactChannels: options.graphs.exactChannels,
                completePaths: options.completePaths
            ),
            payloads: PayloadReader(library: library, cache: cache),
            verifier: options.ignoreReleaseSignature || !wantsReleases ? nil : try await verifier(),
            graphData: section.graph ? try await graphData() : .unavailable(""),
            library: library,
            mapping: mapping,
            path: path
        ).resolve(section)
        if !section.graph {
            contribution.checks += unusedGraphOptions("`mirror.platform.graph` is not true")
        } else if archive != nil {
            contribution.checks += unusedGraphOptions("the archive brings the data of the graph")
        }
        return contribution
    }

    /// Options about an image that nobody wants, or that is there.
    private func unusedGraphOptions(_ reason: String) -> [Check] {
        let given = [
            ("--graph-data-url", options.graphDataURL), ("--graph-base-image", options.graphBaseImage),
            ("--graph-image", options.graphImage),
        ]
        return given.filter { $0.1 != nil }.map { name, _ in
            Check(.warning, .unusedOption, "\(name) has no effect: \(reason)")
        }
    }

    private var graphDataImage: GraphDataImage {
        get throws {
            let base = try options.graphBaseImage.map { try ImageReference($0) }
            return GraphDataImage(
                library: library,
                downloader: downloader,
                cache: cache,
                dataURL: options.graphDataURL ?? GraphDataImage.standardURL,
                base: try base ?? GraphDataImage.standardBase
            )
        }
    }

    private func graphData() async throws -> ReleaseResolver.GraphData {
        if let archive { return try await archivedGraphData(archive) }
        if let image = options.graphImage { return .copied(try ImageReference(image)) }
        if options.graphDataURL == nil, environment["UPDATE_URL_OVERRIDE"]?.isEmpty == false {
            if let image = try await mirroredGraphData() { return .copied(image) }
            return .unavailable(
                """
                UPDATE_URL_OVERRIDE is set, and an update service of one's own does not publish the graph's data
                \(try graphAdvice())
                """
            )
        }
        return .built(try graphDataImage)
    }

    /// The image of the data that the mirror of the releases has, as `mirror` itself names it there.
    private func mirroredGraphData() async throws -> ImageReference? {
        guard let image = try mirroredGraphImage else { return nil }
        do {
            return try await library.digest(of: .registry(image)) == nil ? nil : image
        } catch is RegistryError {
            return nil
        }
    }

    private var mirroredGraphImage: ImageReference? {
        get throws {
            guard let mirror = mirrors.first else { return nil }
            let place = try DestinationMapping.archive.graphData()
            return try ImageReference("\(mirror)/\(place.repository.name):\(place.tag)")
        }
    }

    /// What to do where no data can be downloaded, and no mirror has it.
    private func graphAdvice() throws -> String {
        let looked = try mirroredGraphImage.map { "The mirror of the releases has no \($0).\n" } ?? ""
        return looked
            + "Name where it is published with --graph-data-url, or an image that was built before with --graph-image."
    }

    /// The data that an archive brought, in the image that was built where the archive was made.
    private func archivedGraphData(_ archive: ArchiveContent) async throws -> ReleaseResolver.GraphData {
        let destination = try DestinationMapping.archive.graphData()
        let image = library.graphData ?? ImageReference(repository: destination.repository, tag: destination.tag)
        do {
            _ = try await library.digest(of: .registry(image))
            return .copied(image)
        } catch is ImageNotArchived {
            return .unavailable(
                """
                the archive in \(archive.folder) has no data of the update graph
                Make it on the connected side with `graph: true` in `mirror.platform`, or leave that out here.
                """
            )
        }
    }

    private func verifier() async throws -> ReleaseVerifier {
        let keys = try TrustedKeys(releaseKeys: options.releaseKeys, environment: environment)
        return ReleaseVerifier(
            keyring: try await Keyring(
                paths: keys.paths,
                fingerprints: options.fingerprints,
                environment: environment
            ),
            store: try SignatureStore(
                environment: environment,
                downloader: downloader,
                cache: cache,
                archive: archive?.folder
            ),
            refreshes: refreshes
        )
    }
}
