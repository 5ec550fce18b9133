// SPDX-License-Identifier: Apache-2.0

/// A bundle in a channel of a catalog, with the bundles that it updates from.
package struct CatalogEntry: Sendable, Hashable, Codable {
    /// The bundle's name, such as `cluster-logging.v6.2.1`.
    package let name: String
    /// The bundle's version, such as `6.2.1`, if the catalog tells.
    package let version: String?
    /// The bundle that it replaces.
    package let replaces: String?
    /// Further bundles that it updates from, sorted.
    package let skips: [String]?
    /// The range of versions that it updates from.
    package let skipRange: String?

    package init(
        name: String,
        version: String? = nil,
        replaces: String? = nil,
        skips: [String]? = nil,
        skipRange: String? = nil
    ) {
        self.name = name
        self.version = version
        self.replaces = replaces
        self.skips = skips
        self.skipRange = skipRange
    }

    enum CodingKeys: String, CodingKey {
        case name, version, replaces, skips
        case skipRange = "skip_range"
    }
}
