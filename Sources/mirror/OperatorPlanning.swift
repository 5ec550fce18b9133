// SPDX-License-Identifier: Apache-2.0

import Catalogs
import ClusterResources
import Diagnostics
import Foundation
import Layouts
import MirrorConfiguration
import Plans
import Registry
import Resolution

/// Puts together what resolving `mirror.operators` needs, from the options and the environment.
struct OperatorPlanning {
    let options: OperatorOptions
    let client: RegistryClient
    let cache: DiskCache
    let allowsMissing: Bool
    /// The folder of the configuration, to which the paths in it are relative.
    let folder: URL

    /// Returns what a section of a configuration wants.
    ///
    /// Throws `DiagnosticsError` for templates that cannot be used.
    func contribution(
        of section: [OperatorCatalog],
        mapping: DestinationMapping,
        configuration path: String
    ) async throws -> Contribution {
        let reader = CatalogReader(cache: cache)
        let resolver = CatalogResolver(
            locator: CatalogLocator(client: client),
            reader: reader,
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: mapping,
            path: path,
            templates: try templates(section),
            addsDependencies: options.includeDependencies,
            allowsMissing: allowsMissing
        )
        return try await resolver.resolve(section)
    }

    /// The texts of the templates that the section names, by the path that it gives.
    private func templates(_ section: [OperatorCatalog]) throws(DiagnosticsError) -> [String: String] {
        var texts: [String: String] = [:]
        var diagnostics: [Diagnostic] = []
        for path in section.compactMap(\.targetCatalogSourceTemplate) where texts[path.value] == nil {
            let file = URL(filePath: path.value, relativeTo: folder).path
            guard let bytes = try? Data(contentsOf: URL(filePath: file)) else {
                diagnostics.append(
                    Diagnostic(
                        .error,
                        code: "unreadable-template",
                        summary: "`targetCatalogSourceTemplate`: the file \(file) cannot be read",
                        remedy: "The path is relative to the folder of the configuration.",
                        location: path.location
                    )
                )
                continue
            }
            do {
                texts[path.value] = try CatalogSourceTemplate(bytes: [UInt8](bytes), path: file).text
            } catch {
                diagnostics += error.diagnostics
            }
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        return texts
    }
}
