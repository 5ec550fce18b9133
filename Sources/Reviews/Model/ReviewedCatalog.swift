// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The channels of a catalog, with the bundles that stay, come and go.
package struct ReviewedCatalog: Sendable, Equatable, Encodable {
    /// What happens to a bundle in a channel.
    package enum State: String, Sendable, Encodable {
        case kept, added, dropped
    }

    package struct Entry: Sendable, Equatable, Encodable {
        package let entry: CatalogEntry
        package let state: State
        /// Whether clusters get it from its channel.
        package let isHead: Bool

        package init(_ entry: CatalogEntry, _ state: State, isHead: Bool) {
            self.entry = entry
            self.state = state
            self.isHead = isHead
        }
    }

    package struct Channel: Sendable, Equatable, Encodable {
        package let name: String
        /// The entries that stay and come in the order of the catalog's record, then those that go.
        package let entries: [Entry]

        package init(name: String, entries: [Entry]) {
            self.name = name
            self.entries = entries
        }
    }

    package struct Package: Sendable, Equatable, Encodable {
        package let name: String
        /// The default channel afterwards; absent for an operator that goes.
        package let defaultChannel: String?
        /// The channels, sorted by name, with those that go.
        package let channels: [Channel]

        package init(name: String, defaultChannel: String?, channels: [Channel]) {
            self.name = name
            self.defaultChannel = defaultChannel
            self.channels = channels
        }
    }

    /// The catalog's name at the target, for people.
    package let destination: String
    /// The operators, sorted by name, with those that go.
    package let packages: [Package]

    package init(destination: String, packages: [Package]) {
        self.destination = destination
        self.packages = packages
    }
}
