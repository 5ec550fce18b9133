// SPDX-License-Identifier: Apache-2.0

import Cache
import ClusterResources
import Diagnostics
package import MirrorConfiguration
import Plans
package import Resolution
import Scheduling
package import Sections

/// `mirror.operators`: operators, by the catalogs that offer them.
package struct OperatorsSection: ConfigurationSection {
    /// What oc-mirror v1 recorded of catalogs.
    private let earlier: EarlierHeads

    package init(earlier: EarlierHeads = EarlierHeads()) { self.earlier = earlier }

    package var name: SectionName { .operators }

    package func isAsked(by mirror: MirrorSection) -> Bool { !mirror.operators.isEmpty }

    /// Throws `FindingsError` for templates that cannot be used.
    package func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution {
        let cache = try await context.services.openCache()
        context.services.progress(.reading("catalogs"))
        let reader = CatalogReader(telling: context.services, cache: cache)
        let resolver = CatalogResolver(
            opener: CatalogOpener(
                locator: CatalogLocator(library: context.sources.library),
                reader: reader,
                path: configuration.name,
                allowsMissing: context.options.allowMissing,
                rules: configuration.configuration.rules,
                earlier: earlier
            ),
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: context.mapping.following(configuration.configuration.rules),
            templates: try await Self.templates(of: configuration.configuration),
            addsDependencies: context.options.includeDependencies
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }

    package func holding(at context: HoldingContext) async throws -> any SectionHolding {
        OperatorsHolding(at: context, cache: try await context.services.openCache(), earlier: earlier)
    }

    /// The texts of the templates that the section names, by the path that it gives.
    private static func templates(of configuration: ImageSetConfiguration) async throws -> [String: String] {
        try await blocking {
            var texts: [String: String] = [:]
            for catalog in configuration.mirror.operators {
                guard let path = catalog.targetCatalogSourceTemplate, texts[path.value] == nil else { continue }
                let file = try configuration.template(of: catalog, limit: CatalogFacts.templateSizeLimit)
                texts[path.value] = try file.map { try CatalogSourceTemplate(bytes: $0.bytes, path: $0.path).text }
            }
            return texts
        }
    }
}

extension CatalogReader {
    /// Makes a reader that tells how much of catalogs has arrived.
    init(telling services: RunServices, cache: DiskCache) {
        let read = ByteCounter()
        self.init(cache: cache) { [progress = services.progress] count in
            let bytes = read.add(Int64(count))
            progress(.read("catalogs", bytes: bytes))
        }
    }
}
