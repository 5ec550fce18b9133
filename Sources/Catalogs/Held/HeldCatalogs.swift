// SPDX-License-Identifier: Apache-2.0

import Ledger
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import Scheduling
import Sections

/// Looks for the catalogs of a target in its registry; each is asked for once.
struct HeldCatalogs: HeldCatalogObserving {
    let context: HoldingContext
    let reader: HeldCatalogReader

    private let remembered = RememberedWork<Destination, HeldCatalog?>()

    init(context: HoldingContext, reader: HeldCatalogReader) {
        self.context = context
        self.reader = reader
    }

    func catalogs(
        at places: [Destination],
        in repositories: [Repository],
        besides seen: Set<Destination>
    ) async throws -> [OfferedBundles] {
        context.services.progress(.reading("the catalogs of the target"))
        var catalogs: [HeldCatalog] = []
        for place in places {
            if let catalog = try await catalog(at: place) { catalogs.append(catalog) }
        }
        for repository in repositories {
            let tags = try await context.tags(of: repository)
            for (tag, digest) in tags.sorted(by: { $0.key < $1.key }) where !tag.isCosign {
                let catalog = HeldCatalog(
                    destination: Destination(repository: repository, tag: tag),
                    digest: digest
                )
                guard !seen.contains(catalog.destination), try await reader.isCatalog(catalog) else { continue }
                catalogs.append(catalog)
            }
        }
        return try await reader.offers(of: catalogs)
    }

    func installable(_ bundles: [BundleNeeds]) async throws -> [BundleNeeds] {
        try await reader.installable(bundles)
    }

    /// The catalog of an entry at the target: under its tag, or as the ledger knows it.
    func catalog(of entry: OperatorCatalog, by rules: ConfigurationRules) async throws -> HeldCatalog? {
        if entry.hasTag(by: rules) {
            let mapping = context.target.mapping.following(rules)
            return try await catalog(at: try mapping.destination(of: entry, digest: Digest(of: [])))
        }
        let named = context.target.catalogs.first { $0.origins.contains("\(entry.source)") }
        return if let named { try await catalog(at: named.destination) } else { nil }
    }

    private func catalog(at destination: Destination) async throws -> HeldCatalog? {
        try await remembered.value(for: destination) {
            let head = try await context.registry.head(destination.repository, .tag(destination.tag), proving: true)
            let origins = context.target.ledger.entries[destination.name]?.image.origins ?? []
            return head.map { HeldCatalog(destination: destination, digest: $0.digest, origins: origins) }
        }
    }
}
