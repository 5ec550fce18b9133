// SPDX-License-Identifier: Apache-2.0

/// The counts of copied parts of a release or a catalog.
package struct ReviewedParts: Sendable, Equatable, Encodable {
    /// The kind of the whole.
    package enum Whole: String, Sendable, Encodable {
        case release, catalog
    }

    package let whole: Whole
    /// The name of the whole at the target, for people.
    package let destination: String
    /// The number of bundles.
    package let bundles: Int
    /// The number of other parts: components of a release, or images of bundles.
    package let others: Int
    /// The number of their signatures and other attachments.
    package let attachments: Int
    /// The bytes to transfer.
    package let transfer: Int64
    /// The number of parts that replace an image at the target.
    package let replacing: Int
    /// The registries and layouts of their sources, sorted: names at the target do not show them.
    package let sources: [String]
}
