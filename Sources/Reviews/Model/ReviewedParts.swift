// SPDX-License-Identifier: Apache-2.0

/// Parts of a release or of a catalog that are copied, counted.
package struct ReviewedParts: Sendable, Equatable, Encodable {
    /// What they are parts of.
    package enum Whole: String, Sendable, Encodable {
        case release, catalog
    }

    package let whole: Whole
    /// The name of the whole at the target as people read it.
    package let destination: String
    /// How many of them are bundles of operators.
    package let bundles: Int
    /// How many are something else: components of a release, or images that bundles run.
    package let others: Int
    /// How many signatures and other attachments travel with them.
    package let attachments: Int
    /// The bytes that are moved.
    package let transfer: Int64
    /// How many replace what is at the target.
    package let replacing: Int
    /// The registries and layouts that they are read from, sorted: names at the target do not tell.
    package let sources: [String]
}
