// SPDX-License-Identifier: Apache-2.0

import Downloads
import Foundation
import ImageAccess
import Layouts
import MirrorConfiguration
import OCI
import OpenPGP
import Plans
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

    /// Returns what a section of a configuration wants.
    func contribution(
        of section: PlatformSection,
        mapping: DestinationMapping,
        configuration path: String
    ) async throws -> Contribution {
        let service = UpdateService(
            downloader: downloader,
            endpoints: try UpdateEndpoints(environment: environment),
            cache: cache,
            pinned: try pinnedGraphs()
        )
        let wantsReleases = section.release != nil || !section.channels.isEmpty
        var contribution = try await ReleaseResolver(
            selector: ReleaseSelector(
                service: service,
                path: path,
                exactChannels: options.exactChannels,
                completePaths: options.completePaths
            ),
            payloads: PayloadReader(library: library, cache: cache),
            verifier: options.ignoreReleaseSignature || !wantsReleases ? nil : try await verifier(),
            graphData: try graphData(),
            library: library,
            mapping: mapping,
            path: path
        ).resolve(section)
        if !section.graph { contribution.checks += unusedGraphOptions }
        return contribution
    }

    /// Options about an image that nobody wants.
    private var unusedGraphOptions: [Check] {
        let given = [
            ("--graph-data-url", options.graphDataURL), ("--graph-base-image", options.graphBaseImage),
            ("--graph-image", options.graphImage),
        ]
        return given.filter { $0.1 != nil }.map { name, _ in
            Check(.warning, "unused-option", "\(name) has no effect: `mirror.platform.graph` is not true")
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

    private func graphData() throws -> ReleaseResolver.GraphData {
        if let image = options.graphImage { return .copied(try ImageReference(image)) }
        if options.graphDataURL == nil, environment["UPDATE_URL_OVERRIDE"]?.isEmpty == false {
            return .unavailable(
                """
                UPDATE_URL_OVERRIDE is set, and an update service of one's own does not publish the graph's data
                Name where it is published with --graph-data-url, or an image that was built before with --graph-image.
                """
            )
        }
        return .built(try graphDataImage)
    }

    private func verifier() async throws -> ReleaseVerifier {
        let keys = try TrustedKeys(releaseKeys: options.releaseKeys, environment: environment)
        return ReleaseVerifier(
            keyring: try await Keyring(
                paths: keys.paths,
                fingerprints: options.fingerprints,
                environment: environment
            ),
            store: try SignatureStore(environment: environment, downloader: downloader, cache: cache),
            refreshes: refreshes
        )
    }

    private func pinnedGraphs() throws -> [GraphRecord]? {
        guard let path = options.graphsOf else { return nil }
        let plan = try PlanReader(path: path).read().plan
        return plan.graphs
    }
}
