// SPDX-License-Identifier: Apache-2.0

/// An operator in a catalog: its channels and bundles, without the fields that only clusters read.
///
/// The documents are those of file-based catalogs (olm.operatorframework.io, reference/file-based-catalogs).
package struct CatalogPackage: Sendable, Hashable {
    package var name: String
    /// The channel that clusters subscribe to by default; it may not exist.
    package var defaultChannel: String
    /// The channels, in the order of the catalog.
    package var channels: [CatalogChannel]
    /// The bundles, in the order of the catalog.
    package var bundles: [CatalogBundle]

    package init(
        name: String,
        defaultChannel: String,
        channels: [CatalogChannel] = [],
        bundles: [CatalogBundle] = []
    ) {
        self.name = name
        self.defaultChannel = defaultChannel
        self.channels = channels
        self.bundles = bundles
    }
}

/// A channel: its bundles and the updates between them (`olm.channel`).
package struct CatalogChannel: Sendable, Hashable {
    package var name: String
    /// The entries, in the order of the catalog.
    package var entries: [ChannelEntry]
    /// How much it is preferred as the default channel if that of the package is gone (`olm.channel`).
    package var priority: Int?

    package init(name: String, entries: [ChannelEntry], priority: Int? = nil) {
        self.name = name
        self.entries = entries
        self.priority = priority
    }
}

/// A bundle's place in the update graph of a channel.
package struct ChannelEntry: Sendable, Hashable {
    /// The name of the bundle.
    package var name: String
    /// The bundle that it updates.
    package var replaces: String?
    /// Further bundles that it updates and that are never installed once it is there.
    package var skips: [String]
    /// A range of versions that it also updates.
    package var skipRange: String?

    package init(name: String, replaces: String? = nil, skips: [String] = [], skipRange: String? = nil) {
        self.name = name
        self.replaces = replaces
        self.skips = skips
        self.skipRange = skipRange
    }
}
