// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import ImageAccess
package import MirrorConfiguration
import Plans
import Releases
import Scheduling
import SequenceMetadata

/// Looks for what was published since a configuration of oc-mirror v1 was mirrored, by its metadata.
package struct UpdateLookup: Sendable {
    private let clients: RegistryClients
    private let place: CachePlace
    private let environment: [String: String]
    private let events: @Sendable (OperatorLookupEvent) -> Void

    package init(
        clients: RegistryClients,
        cache: CachePlace,
        environment: [String: String],
        events: @escaping @Sendable (OperatorLookupEvent) -> Void
    ) {
        self.clients = clients
        place = cache
        self.environment = environment
        self.events = events
    }

    /// Returns the updates, in the order of the configuration.
    ///
    /// Throws `NothingMirrored` without metadata, and what keeps it, a catalog or an update service from being read.
    package func find(for configuration: ImageSetConfiguration) async throws -> FoundUpdates {
        guard let storage = configuration.storage else {
            throw NothingMirrored.noPlace(configuration: configuration.path)
        }
        let store = SequenceStore(SequencePlace(storage.backend), clients: clients)
        guard let metadata = try await store.read()?.metadata else {
            throw NothingMirrored.noMetadata(place: store.name)
        }
        let earlier = EarlierChoices(metadata)
        let catalogs = configuration.mirror.operators
        let offers = try await offers(to: configuration, earlier.heads, KnownImages(metadata))
        return FoundUpdates(
            channels: try await channels(of: configuration, earlier.releases),
            catalogs: zip(catalogs, offers).map { FoundUpdates.Catalog(name: $0.text, bundles: $1) }
        )
    }

    private func offers(
        to configuration: ImageSetConfiguration,
        _ heads: EarlierHeads,
        _ known: KnownImages
    ) async throws -> [[OfferedBundle]] {
        guard !configuration.mirror.operators.isEmpty else { return [] }
        let total = ByteCounter()
        events(.reading)
        let reader = CatalogReader(cache: try await place.open()) { [events] in
            events(.read(bytes: total.add(Int64($0))))
        }
        let opener = CatalogOpener(
            locator: CatalogLocator(library: ImageLibrary(client: clients.source)),
            reader: reader,
            path: configuration.path,
            rules: configuration.rules,
            earlier: heads
        )
        return try await opener.offers(to: configuration.mirror.operators, except: known.contains)
    }

    private func channels(
        of configuration: ImageSetConfiguration,
        _ earlier: EarlierReleases
    ) async throws -> [FoundUpdates.Channel] {
        guard let platform = configuration.mirror.platform, !platform.channels.isEmpty else { return [] }
        let service = UpdateService(
            downloader: clients.downloader,
            endpoints: try UpdateEndpoints(environment: environment),
            cache: try await place.open()
        )
        let architectures = platform.architectures.isEmpty ? [.amd64] : platform.architectures.map(\.value)
        var found: [FoundUpdates.Channel] = []
        for channel in platform.channels {
            for architecture in architectures {
                let query = UpdateQuery(service: service, product: channel.type, architecture: architecture)
                let graph = try await query.graph(of: channel.name)
                found.append(
                    FoundUpdates.Channel(
                        name: channel.name,
                        architecture: architecture,
                        versions: channel.updates(in: graph, after: earlier.channels[channel.name]?.highest)
                    )
                )
            }
        }
        return found
    }
}

extension ReleaseChannel {
    /// The releases above those of the last run, as far as the channel's upper bound allows; the head of a channel that was
    /// not mirrored yet.
    func updates(in graph: UpdateGraph, after last: SemanticVersion?) -> [SemanticVersion] {
        let all = graph.nodes.map(\.version).filter { version in maxVersion.map { version <= $0.value } ?? true }
        guard let last else { return all.last.map { [$0] } ?? [] }
        return all.filter { $0 > last }
    }
}
