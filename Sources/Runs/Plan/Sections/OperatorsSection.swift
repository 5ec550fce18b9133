// SPDX-License-Identifier: Apache-2.0

import Catalogs
import ClusterResources
import Diagnostics
import MirrorConfiguration
import Plans
import Resolution
import Scheduling

/// `mirror.operators`, as a plan resolves it: by the catalogs of its sources.
struct OperatorsSection: ConfigurationSection {
    private let context: SectionContext

    init(_ context: SectionContext) { self.context = context }

    var name: SectionName { .operators }

    func isAsked(by mirror: MirrorSection) -> Bool { !mirror.operators.isEmpty }

    /// Throws `FindingsError` for templates that cannot be used.
    func contribution(to configuration: ImageSetConfiguration, named name: String) async throws -> Contribution {
        let cache = try await context.surroundings.openCache()
        let read = ByteCounter()
        context.surroundings.events(.readingCatalogs)
        let reader = CatalogReader(cache: cache) { [events = context.surroundings.events] count in
            events(.readCatalogs(bytes: read.add(Int64(count))))
        }
        let resolver = CatalogResolver(
            locator: CatalogLocator(library: context.sources.library),
            reader: reader,
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: context.mapping,
            path: name,
            templates: try await Self.templates(of: configuration),
            addsDependencies: context.choices.recorded.includeDependencies,
            allowsMissing: context.choices.recorded.allowMissing
        )
        return try await resolver.resolve(configuration.mirror.operators)
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
