// SPDX-License-Identifier: Apache-2.0

package import Catalogs

/// The result of a lookup in a catalog.
package enum FoundOperators: Sendable {
    /// All operators.
    case all([CatalogPackage])
    case package(CatalogPackage)
    case channel(CatalogChannel, of: CatalogPackage)
}
