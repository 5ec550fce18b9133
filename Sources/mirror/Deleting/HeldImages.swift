// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Diagnostics
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Registry
import Releases
import Resolution
import Runs
import Scheduling

/// Finds what configurations mean of that which the target holds.
///
/// Graphs come from the ledger and the cache before anybody is asked, payloads and catalogs from the target before their
/// sources: what was mirrored can be deleted where nothing else can be reached.
struct HeldImages: Sendable {
    let mapping: DestinationMapping
    let ledger: TargetLedger
    let clients: RegistryClients
    let cache: DiskCache
    let endpoints: UpdateEndpoints
    /// The graphs of a plan that is named; nobody is asked for others then.
    let pinnedGraphs: [GraphRecord]?
    let exactChannels: Bool
    let catalogs: HeldCatalogReader

    private let releases = RememberedWork<DestinationMapping, HeldReleases>()
    private let known = RememberedWork<Destination, HeldCatalog?>()

    init(
        mapping: DestinationMapping,
        ledger: TargetLedger,
        clients: RegistryClients,
        cache: DiskCache,
        endpoints: UpdateEndpoints,
        pinnedGraphs: [GraphRecord]?,
        exactChannels: Bool
    ) {
        self.mapping = mapping
        self.ledger = ledger
        self.clients = clients
        self.cache = cache
        self.endpoints = endpoints
        self.pinnedGraphs = pinnedGraphs
        self.exactChannels = exactChannels
        catalogs = HeldCatalogReader(
            library: ImageLibrary(client: clients.target),
            reader: CatalogReader(watchedBy: .standard, cache: cache)
        )
    }

    /// Returns what a configuration means; `name` is its name in plans.
    func images(
        of configuration: ImageSetConfiguration,
        name: String,
        for purpose: HeldPurpose
    ) async throws -> DesiredState {
        var contributions: [Contribution] = []
        let root = configuration.kind.section
        if let section = configuration.mirror.platform {
            let resolver = HeldReleaseResolver(
                selector: selector(path: name, section: "\(root).platform"),
                held: try await heldReleases(),
                digest: { [clients] in try await ImageLibrary(client: clients.source).digest(of: .registry($0)) },
                cache: cache,
                mapping: mapping,
                purpose: purpose
            )
            contributions.append(try await resolver.resolve(section))
        }
        if !configuration.mirror.operators.isEmpty {
            let resolver = HeldCatalogResolver(
                reader: catalogs,
                source: CatalogLocator(library: ImageLibrary(client: clients.source)),
                sourceReader: CatalogReader(watchedBy: .standard, cache: cache),
                held: { try await catalog(of: $0) },
                mapping: mapping,
                path: name,
                section: "\(root).operators",
                purpose: purpose
            )
            contributions.append(try await resolver.resolve(configuration.mirror.operators))
        }
        var desired = try Resolver(mapping: mapping, path: name).resolve(configuration, with: contributions)
        let places = LedgerPlaces(ledger)
        desired.images = desired.images.flatMap(places.placed)
        return desired
    }

    private func selector(path: String, section: String) -> ReleaseSelector {
        ReleaseSelector(
            service: UpdateService(
                downloader: clients.downloader,
                endpoints: endpoints,
                cache: cache,
                pinned: pinnedGraphs ?? ledger.graphs,
                asksForOthers: pinnedGraphs == nil
            ),
            path: path,
            section: section,
            exactChannels: exactChannels
        )
    }

    private func heldReleases() async throws -> HeldReleases {
        try await releases.value(for: mapping) {
            Console.standard.show(progress: "reading the releases of the target")
            var tags: [Repository: [Tag: Digest]] = [:]
            for repository in ledgerRepositories(of: .releasePayload).union([try mapping.payload(of: "any").repository])
            {
                tags[repository] = try await self.tags(of: repository)
            }
            let library = ImageLibrary(client: clients.target)
            return try await HeldReleases.read(tags, PayloadReader(library: library, cache: cache, isSparse: true))
        }
    }

    /// What the tags of a repository name; a list without one that the ledger has, and that is there, is an error.
    private func tags(of repository: Repository) async throws -> [Tag: Digest] {
        let known = ledger.entries.keys.compactMap { try? ImageReference($0) }.filter { $0.repository == repository }
        return try await clients.target.taggedDigests(
            repository,
            known: Set(known.compactMap(\.tag?.description)),
            limit: 16
        )
    }

    /// Where the ledger has images of a type; options may have been others when they were mirrored.
    private func ledgerRepositories(of type: ImageType) -> Set<Repository> {
        Set(
            ledger.entries.values.lazy.filter { $0.image.type == type }
                .compactMap { try? ImageReference($0.image.destination).repository }
        )
    }

    /// The catalog of an entry at the target: under its tag, or as the ledger knows it.
    private func catalog(of entry: OperatorCatalog) async throws -> HeldCatalog? {
        if entry.hasTag {
            return try await catalog(at: try mapping.destination(of: entry, digest: Digest(of: [])))
        }
        let named = ledgerCatalogs.first { $0.origins.contains("\(entry.source)") }
        return if let named { try await catalog(at: named.destination) } else { nil }
    }

    private func catalog(at destination: Destination) async throws -> HeldCatalog? {
        try await known.value(for: destination) {
            let head = try await clients.target.head(destination.repository, .tag(destination.tag), proving: true)
            let origins = ledger.entries[destination.description]?.image.origins ?? []
            return head.map { HeldCatalog(destination: destination, digest: $0.digest, origins: origins) }
        }
    }

    /// The catalogs that the ledger has.
    private var ledgerCatalogs: [(destination: Destination, origins: [String])] {
        ledger.entries.values.filter { $0.image.type == .operatorCatalog }
            .compactMap { entry in
                Destination(named: entry.image.destination).map { (destination: $0, origins: entry.image.origins) }
            }
            .sorted { $0.destination < $1.destination }
    }

    /// Returns what the releases and bundles need that stay, as far as it concerns the places of what is asked to go.
    func needs(besides requested: [DesiredImage], keeping kept: NeededImages) async throws -> NeededImages {
        var needed = NeededImages()
        let repositories = Set(requested.map(\.destination.repository))
        let going = requested.filter { !kept.contains($0.destination) }
        let components = ledgerRepositories(of: .releaseComponent)
            .union([try mapping.component("any", of: "any").repository])
        if !repositories.isDisjoint(with: components) {
            let payloads = Set(going.map(\.destination))
            needed.formUnion(try await heldReleases().needs(besides: payloads, in: components))
        }
        let places = LedgerPlaces(ledger)
        if requested.contains(where: \.type.isOfOperator) || !repositories.isDisjoint(with: places.repositories) {
            Console.standard.show(progress: "reading the catalogs of the target")
            let gone = Set(going.filter { $0.type == .operatorCatalog }.map(\.destination))
            let staying = try await stayingCatalogs(besides: gone, named: requested)
            let bundles = GoingBundles(requested, except: kept)
            needed.formUnion(
                try await catalogs.needs(of: staying, besides: bundles, at: mapping, places: places.places)
            )
        }
        return needed
    }

    /// The catalogs of the target that stay: those of the ledger, and whatever lies in the repositories of those that are
    /// named, because they may have been mirrored by another tool.
    private func stayingCatalogs(
        besides gone: Set<Destination>,
        named requested: [DesiredImage]
    ) async throws -> [HeldCatalog] {
        var staying: [HeldCatalog] = []
        let known = Set(ledgerCatalogs.map(\.destination))
        for destination in known.sorted() where !gone.contains(destination) {
            if let catalog = try await catalog(at: destination) { staying.append(catalog) }
        }
        let parts = requested.filter(\.type.isOfOperator).flatMap(\.partOf)
        for repository in Set((parts + gone).map(\.repository)).sorted(by: { $0.description < $1.description }) {
            let tags = try await tags(of: repository)
            for (tag, digest) in tags.sorted(by: { $0.key < $1.key }) where !tag.isCosign {
                let destination = Destination(repository: repository, tag: tag)
                let catalog = HeldCatalog(destination: destination, digest: digest)
                guard !known.contains(destination), !gone.contains(destination),
                    try await catalogs.isCatalog(catalog)
                else { continue }
                staying.append(catalog)
            }
        }
        return staying
    }
}
