// SPDX-License-Identifier: Apache-2.0

/// One of the largest downloads of a plan.
package struct ReviewedDownload: Sendable, Equatable, Encodable {
    /// The reference as it was asked for, or the name at the target.
    package let name: String
    /// The name at the target, for people.
    package let destination: String
    /// The size in bytes.
    package let size: Int64
    /// The bytes to transfer.
    package let transfer: Int64
}
