// SPDX-License-Identifier: Apache-2.0

package import Cache
package import Catalogs
import ImageAccess
package import Ledger
import MirrorConfiguration
package import OCI
import Plans
package import Registry
package import Releases
package import Resolution
import Scheduling

/// Asks a registry what it holds, and finds what configurations mean of that.
///
/// Graphs come from the ledger and the cache before anybody is asked, payloads and catalogs from the target before their
/// sources: what was mirrored can be deleted where nothing else can be reached.
package struct HeldTarget: HeldObserving {
    private let target: KnownTarget
    private let registry: RegistryClient
    private let sources: HeldSources
    private let cache: DiskCache
    private let progress: @Sendable (DeletionProgress) -> Void
    private let library: ImageLibrary
    private let catalogReader: CatalogReader
    private let heldCatalogs: HeldCatalogReader

    private let rememberedReleases = RememberedWork<DestinationMapping, HeldReleases>()
    private let rememberedCatalogs = RememberedWork<Destination, HeldCatalog?>()

    /// How many tags of a repository are asked for at the same time.
    private static let questions = 16

    package init(
        _ target: KnownTarget,
        registry: RegistryClient,
        sources: HeldSources,
        cache: DiskCache,
        progress: @escaping @Sendable (DeletionProgress) -> Void
    ) {
        self.target = target
        self.registry = registry
        self.sources = sources
        self.cache = cache
        self.progress = progress
        library = ImageLibrary(client: registry)
        let read = ByteCounter()
        catalogReader = CatalogReader(cache: cache) { count in
            let bytes = read.add(Int64(count))
            progress(.readCatalogs(bytes: bytes))
        }
        heldCatalogs = HeldCatalogReader(library: library, reader: catalogReader)
    }

    package func requireRegistry() async throws {
        try await registry.requireRegistry(at: try target.mapping.payload(of: "any").repository)
    }

    /// Every section that asks for images, as it is found at the target; in the order in which findings are told.
    private func sections(_ purpose: HeldPurpose) -> [any ConfigurationSection] {
        [
            HeldReleasesSection(
                target: target,
                sources: sources,
                cache: cache,
                purpose: purpose,
                held: { try await releases() }
            ),
            HeldOperatorsSection(
                mapping: target.mapping,
                reader: heldCatalogs,
                source: CatalogLocator(library: sources.library),
                sourceReader: catalogReader,
                purpose: purpose,
                held: { try await catalog(of: $0) }
            ),
            ChartsSection(),
            AdditionalImagesSection(mapping: target.mapping),
        ]
    }

    package func images(
        of named: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> DesiredState {
        let findings = try await sections(purpose).findings(on: named.configuration, named: named.name)
        return Resolver(mapping: target.mapping, path: named.name)
            .resolve(named.configuration, with: try findings.whole())
    }

    package func releases() async throws -> HeldReleases {
        try await rememberedReleases.value(for: target.mapping) {
            progress(.readingReleases)
            var tags: [Repository: [Tag: Digest]] = [:]
            for repository in try target.payloadRepositories { tags[repository] = try await self.tags(of: repository) }
            return try await HeldReleases.read(tags, PayloadReader(library: library, cache: cache, isSparse: true))
        }
    }

    package func catalogs(
        at places: [Destination],
        in repositories: [Repository],
        besides seen: Set<Destination>
    ) async throws -> [OfferedBundles] {
        progress(.readingCatalogs)
        var catalogs: [HeldCatalog] = []
        for place in places {
            if let catalog = try await catalog(at: place) { catalogs.append(catalog) }
        }
        for repository in repositories {
            let tags = try await tags(of: repository)
            for (tag, digest) in tags.sorted(by: { $0.key < $1.key }) where !tag.isCosign {
                let catalog = HeldCatalog(
                    destination: Destination(repository: repository, tag: tag),
                    digest: digest
                )
                guard !seen.contains(catalog.destination), try await heldCatalogs.isCatalog(catalog) else { continue }
                catalogs.append(catalog)
            }
        }
        return try await heldCatalogs.offers(of: catalogs)
    }

    package func installable(_ bundles: [BundleNeeds]) async throws -> [BundleNeeds] {
        try await heldCatalogs.installable(bundles)
    }

    package func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey {
        try await RepositorySurvey(client: registry).survey(requested, ledgers, progress: progress)
    }

    /// What the tags of a repository name; a list without one that the ledger has, and that is there, is an error.
    private func tags(of repository: Repository) async throws -> [Tag: Digest] {
        try await registry.taggedDigests(
            repository,
            known: target.tags(in: repository),
            limit: Self.questions
        )
    }

    /// The catalog of an entry at the target: under its tag, or as the ledger knows it.
    private func catalog(of entry: OperatorCatalog) async throws -> HeldCatalog? {
        if entry.hasTag {
            return try await catalog(at: try target.mapping.destination(of: entry, digest: Digest(of: [])))
        }
        let named = target.catalogs.first { $0.origins.contains("\(entry.source)") }
        return if let named { try await catalog(at: named.destination) } else { nil }
    }

    private func catalog(at destination: Destination) async throws -> HeldCatalog? {
        try await rememberedCatalogs.value(for: destination) {
            let head = try await registry.head(destination.repository, .tag(destination.tag), proving: true)
            let origins = target.ledger.entries[destination.name]?.image.origins ?? []
            return head.map { HeldCatalog(destination: destination, digest: $0.digest, origins: origins) }
        }
    }
}
