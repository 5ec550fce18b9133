// SPDX-License-Identifier: Apache-2.0

/// An operator of which many images are deleted: its bundles are named, and its images counted.
package struct DeletedOperator: Sendable, Equatable, Encodable {
    package let name: String
    /// The names of its deleted bundles, in natural order.
    package let bundles: [String]
    package let parts: DeletedParts
    /// Deletions along with them that are not mere parts.
    package let along: [ReviewedDeletion]
}
