// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// What oc-mirror v1 recorded of the catalogs of which it took the heads.
///
/// Its next run takes each channel from there to the head, so that a mirror of heads keeps the updates between them.
package struct EarlierHeads: Sendable, Hashable {
    /// A package of a catalog, as the configuration asked for it or as it was taken.
    package typealias Package = ChosenContent.Package
    package typealias Channel = ChosenContent.Channel
    package typealias Bounds = ChosenContent.Bounds

    /// The packages of catalogs, by the unique name of each catalog.
    package let catalogs: [String: [Package]]

    package init(_ catalogs: [String: [Package]] = [:]) { self.catalogs = catalogs }

    /// What was recorded of a catalog, by package.
    subscript(catalog: String) -> [String: Package] {
        Dictionary((catalogs[catalog] ?? []).map { ($0.name, $0) }) { _, last in last }
    }
}
