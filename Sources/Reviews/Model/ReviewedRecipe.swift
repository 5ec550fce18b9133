// SPDX-License-Identifier: Apache-2.0

/// How an image is built.
package struct ReviewedRecipe: Sendable, Equatable, Encodable {
    /// What a catalog keeps of a package.
    package struct Package: Sendable, Equatable, Encodable {
        package let name: String
        /// The channel that becomes the default; absent where the source's stays.
        package let defaultChannel: String?
        /// In natural order.
        package let channels: [Channel]
    }

    /// What a catalog keeps of a channel.
    package struct Channel: Sendable, Equatable, Encodable {
        package let name: String
        /// The names of its bundles, in natural order.
        package let bundles: [String]
    }

    /// The base image; absent where it is the image that was asked for.
    package let base: String?
    /// Where the content of the layer is downloaded.
    package let input: String?
    /// The platforms that are built; all of them if absent.
    package let platforms: [String]?
    /// What a catalog keeps, sorted by name.
    package let packages: [Package]
    package let channelCount: Int
    /// How many bundles the packages have, each counted once for a package.
    package let bundleCount: Int
}
