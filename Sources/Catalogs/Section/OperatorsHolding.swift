// SPDX-License-Identifier: Apache-2.0

import Cache
import ImageAccess
import MirrorConfiguration
import OCI
import Resolution
import Sections

/// The catalogs that a target holds, with what their bundles run.
///
/// Catalogs are read at the target before their sources: what was mirrored can be deleted where nothing else can be reached.
struct OperatorsHolding: SectionHolding {
    private let context: HoldingContext
    private let catalogs: HeldCatalogs
    private let reader: HeldCatalogReader
    private let sourceReader: CatalogReader
    /// What oc-mirror v1 recorded of catalogs.
    private let earlier: EarlierHeads

    init(at context: HoldingContext, cache: DiskCache, earlier: EarlierHeads) {
        self.context = context
        self.earlier = earlier
        sourceReader = CatalogReader(telling: context.services, cache: cache)
        reader = HeldCatalogReader(library: ImageLibrary(client: context.registry), reader: sourceReader)
        catalogs = HeldCatalogs(context: context, reader: reader)
    }

    func contribution(
        to configuration: NamedConfiguration,
        for purpose: HeldPurpose
    ) async throws -> Contribution {
        let rules = configuration.configuration.rules
        let resolver = HeldCatalogResolver(
            reader: reader,
            source: CatalogOpener(
                locator: CatalogLocator(library: context.sources.library),
                reader: sourceReader,
                path: configuration.name,
                rules: rules,
                earlier: earlier
            ),
            held: { [catalogs] in try await catalogs.catalog(of: $0, by: rules) },
            mapping: context.target.mapping.following(rules),
            section: configuration.path(of: .operators),
            purpose: purpose
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }

    func needs(besides departing: DepartingImages) async throws -> NeededImages {
        try await StayingBundles(held: catalogs, target: context.target).needs(besides: departing)
    }
}
