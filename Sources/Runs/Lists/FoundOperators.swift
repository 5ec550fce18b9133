// SPDX-License-Identifier: Apache-2.0

package import Catalogs

/// What was looked up in a catalog.
package enum FoundOperators: Sendable {
    /// All operators.
    case all([CatalogPackage])
    case package(CatalogPackage)
    case channel(CatalogChannel, of: CatalogPackage)
}
