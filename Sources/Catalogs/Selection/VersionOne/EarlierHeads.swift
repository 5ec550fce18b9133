// SPDX-License-Identifier: Apache-2.0

/// What oc-mirror v1 recorded of the catalogs of which it took the heads.
///
/// Its next run takes each channel from there to the head, so that a mirror of heads keeps the updates between them.
package struct EarlierHeads: Sendable, Hashable {
    /// A package of a catalog, as the configuration asked for it or as it was taken.
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

    /// The packages of catalogs, by the unique name of each catalog.
    package let catalogs: [String: [Package]]

    package init(_ catalogs: [String: [Package]] = [:]) { self.catalogs = catalogs }

    /// What was recorded of a catalog, by package.
    subscript(catalog: String) -> [String: Package] {
        Dictionary((catalogs[catalog] ?? []).map { ($0.name, $0) }) { _, last in last }
    }
}
