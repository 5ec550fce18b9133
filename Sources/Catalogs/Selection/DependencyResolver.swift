// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// Finds dependencies of selected operators that are not selected themselves.
package struct DependencyResolver: Sendable {
    /// A catalog with its selections.
    package struct Part: Sendable {
        /// The catalog as its entry in the configuration names it.
        package var catalog: String
        /// The place of the catalog in the configuration.
        package var at: SourceLocation
        /// Whether missing dependencies may be added to it (not with `skipDependencies`).
        package var takesDependencies: Bool
        /// The selections, by package.
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

    /// Whether missing dependencies are added, or only reported.
    package let adds: Bool
    /// Reads a package of the catalog at a position of the parts.
    package let read: @Sendable (Int, String) async throws -> CatalogPackage?

    package init(adds: Bool, read: @escaping @Sendable (Int, String) async throws -> CatalogPackage?) {
        self.adds = adds
        self.read = read
    }

    /// Returns the parts with the added bundles, and a finding for each need that no selected bundle meets.
    ///
    /// OLM accepts any installed operator as a dependency, from whichever catalog it came. So a kept bundle of any
    /// part meets a need of all parts. Throws the errors of `read`.
    package func resolve(_ parts: [Part]) async throws -> (parts: [Part], findings: [Finding]) {
        var search = DependencySearch(parts, ProviderSearch(parts, read: read))
        if adds { try await search.addProviders() }
        try await search.reportUnmet(adds: adds)
        return (search.parts, search.findings)
    }
}
