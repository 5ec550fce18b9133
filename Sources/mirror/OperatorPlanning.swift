// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import ClusterResources
import Diagnostics
import ImageAccess
import MirrorConfiguration
import Plans
import Resolution
import Scheduling

/// Puts together what resolving `mirror.operators` needs, from the options and the environment.
struct OperatorPlanning {
    let options: OperatorOptions
    let library: ImageLibrary
    let cache: DiskCache
    let allowsMissing: Bool
    let configuration: ImageSetConfiguration

    /// Returns what the section `operators` wants; `path` is the configuration's name in plans.
    ///
    /// Throws `DiagnosticsError` for templates that cannot be used.
    func contribution(mapping: DestinationMapping, path: String) async throws -> Contribution {
        let reader = CatalogReader(watchedBy: .standard, cache: cache)
        let resolver = CatalogResolver(
            locator: CatalogLocator(library: library),
            reader: reader,
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: mapping,
            path: path,
            templates: try await templates(),
            addsDependencies: options.includeDependencies,
            allowsMissing: allowsMissing
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }

    /// The texts of the templates that the section names, by the path that it gives.
    private func templates() async throws -> [String: String] {
        try await blocking { [configuration] in
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
