// SPDX-License-Identifier: Apache-2.0

/// The recipe of a built image.
package struct ReviewedRecipe: Sendable, Equatable, Encodable {
    /// The kept part of a package in a catalog.
    package struct Package: Sendable, Equatable, Encodable {
        package let name: String
        /// The new default channel; absent if it does not change.
        package let defaultChannel: String?
        /// The kept channels, in natural order.
        package let channels: [Channel]
    }

    /// The kept part of a channel in a catalog.
    package struct Channel: Sendable, Equatable, Encodable {
        package let name: String
        /// The names of its kept bundles, in natural order.
        package let bundles: [String]
    }

    /// The base image; absent if it is the requested image.
    package let base: String?
    /// The source of the layer's content.
    package let input: String?
    /// The platforms that are built; absent if all are.
    package let platforms: [String]?
    /// The packages that a catalog keeps, sorted by name.
    package let packages: [Package]
    package let channelCount: Int
    /// The number of bundles in all packages; each counts once per package.
    package let bundleCount: Int
}
