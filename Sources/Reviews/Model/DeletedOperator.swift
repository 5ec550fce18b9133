// SPDX-License-Identifier: Apache-2.0

/// An operator of which many images are deleted: its bundles are named, the images are counted.
package struct DeletedOperator: Sendable, Equatable, Encodable {
    package let name: String
    /// The names of the bundles that are deleted, in natural order.
    package let bundles: [String]
    package let parts: DeletedParts
    /// What is deleted along with them and is more than a part of them.
    package let along: [ReviewedDeletion]
}
