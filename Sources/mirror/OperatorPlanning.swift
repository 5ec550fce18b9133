// SPDX-License-Identifier: Apache-2.0

import Catalogs
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

    /// Returns what a section of a configuration wants.
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
            addsDependencies: options.includeDependencies,
            allowsMissing: allowsMissing
        )
        return try await resolver.resolve(section)
    }
}
