// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What a catalog at the target offers once the plan is applied, as far as its operators were chosen.
///
/// The next plan knows from it what a catalog offered before, even if the catalog is in sync and so is not built.
package struct CatalogRecord: Sendable, Hashable, Codable {
    /// An operator of the catalog.
    package struct Package: Sendable, Hashable, Codable {
        package let name: String
        package let defaultChannel: String
        /// The channels, sorted by name.
        package let channels: [Channel]

        package init(name: String, defaultChannel: String, channels: [Channel]) {
            self.name = name
            self.defaultChannel = defaultChannel
            self.channels = channels
        }

        enum CodingKeys: String, CodingKey {
            case name, channels
            case defaultChannel = "default_channel"
        }
    }

    /// A channel of an operator.
    package struct Channel: Sendable, Hashable, Codable {
        package let name: String
        /// The bundle that clusters get; absent where the channel has no single one.
        package let head: String?
        /// The entries in natural order of their versions.
        package let entries: [CatalogEntry]

        package init(name: String, head: String?, entries: [CatalogEntry]) {
            self.name = name
            self.head = head
            self.entries = entries
        }
    }

    /// The catalog's image at the target.
    package let destination: PlacedName
    /// The digest of the catalog at its source.
    package let base: Digest?
    /// The operators, sorted by name.
    package let packages: [Package]

    package init(destination: PlacedName, base: Digest? = nil, packages: [Package]) {
        self.destination = destination
        self.base = base
        self.packages = packages
    }
}
