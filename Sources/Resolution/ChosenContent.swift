// SPDX-License-Identifier: Apache-2.0

/// What sections chose by the rules of oc-mirror v1, as far as its next run builds on it.
package struct ChosenContent: Sendable, Equatable {
    /// A catalog of which operators were chosen.
    package struct Catalog: Sendable, Equatable {
        /// The name under which oc-mirror v1 records the catalog.
        package let name: String
        /// The source with its digest; empty if the configuration gives the digest.
        package let pin: String
        /// The packages with where each begins; `nil` for a catalog of which more than heads were chosen.
        package let packages: [Package]?

        package init(name: String, pin: String, packages: [Package]?) {
            self.name = name
            self.pin = pin
            self.packages = packages
        }
    }

    /// A package of a catalog.
    package struct Package: Sendable, Hashable {
        package let name: String
        package let bounds: Bounds
        package let channels: [Channel]

        package init(name: String, bounds: Bounds = Bounds(), channels: [Channel] = []) {
            self.name = name
            self.bounds = bounds
            self.channels = channels
        }
    }

    package struct Channel: Sendable, Hashable {
        package let name: String
        package let bounds: Bounds

        package init(name: String, bounds: Bounds) {
            self.name = name
            self.bounds = bounds
        }
    }

    /// The versions as they were written; empty for a bound that was not given.
    package struct Bounds: Sendable, Hashable {
        package let minVersion: String
        package let maxVersion: String
        package let minBundle: String

        package init(minVersion: String = "", maxVersion: String = "", minBundle: String = "") {
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.minBundle = minBundle
        }

        /// Whether no bound was given.
        package var isEmpty: Bool { self == Bounds() }
    }

    /// A release channel.
    package struct ReleaseChannel: Sendable, Equatable {
        package let name: String
        /// The release at which the channel began; empty for one of which more than heads was taken.
        package let beginning: String
        package let lowest: String
        package let highest: String

        package init(name: String, beginning: String, lowest: String, highest: String) {
            self.name = name
            self.beginning = beginning
            self.lowest = lowest
            self.highest = highest
        }
    }

    package var catalogs: [Catalog]
    package var channels: [ReleaseChannel]

    package init(catalogs: [Catalog] = [], channels: [ReleaseChannel] = []) {
        self.catalogs = catalogs
        self.channels = channels
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(catalogs: left.catalogs + right.catalogs, channels: left.channels + right.channels)
    }
}
