// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// Finds what selected operators need and nobody selected.
package struct DependencyResolver: Sendable {
    /// A catalog's part in a selection.
    package struct Part: Sendable {
        /// The catalog as its entry in the configuration names it.
        package var catalog: String
        /// Where the catalog stands in the configuration.
        package var at: SourceLocation
        /// Whether what is missing may be added to it (`skipDependencies` says no).
        package var takesDependencies: Bool
        /// What was selected, by package.
        package var selections: [String: PackageSelection]
        /// The packages that the catalog has.
        package var packageNames: [String]

        package init(
            catalog: String,
            at: SourceLocation,
            takesDependencies: Bool,
            selections: [String: PackageSelection],
            packageNames: [String]
        ) {
            self.catalog = catalog
            self.at = at
            self.takesDependencies = takesDependencies
            self.selections = selections
            self.packageNames = packageNames
        }
    }

    /// Whether what is missing is added, or only named.
    package let adds: Bool
    /// Reads a package of the catalog at a position of the parts.
    package let read: @Sendable (Int, String) async throws -> CatalogPackage?

    package init(adds: Bool, read: @escaping @Sendable (Int, String) async throws -> CatalogPackage?) {
        self.adds = adds
        self.read = read
    }

    /// Returns the parts with what was added, and a finding for each need that nothing selected meets.
    ///
    /// OLM takes what is installed for it, from whichever catalog it came; so what any part keeps meets a need of all.
    /// Throws what `read` throws.
    package func resolve(_ parts: [Part]) async throws -> (parts: [Part], checks: [Finding]) {
        var search = DependencySearch(parts, ProviderSearch(parts, read: read))
        if adds { try await search.addProviders() }
        try await search.reportUnmet(adds: adds)
        return (search.parts, search.checks)
    }
}
