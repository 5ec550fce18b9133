// SPDX-License-Identifier: Apache-2.0

/// The volumes that a plan writes.
package struct ReviewedVolumes: Sendable, Equatable, Encodable {
    package struct Volume: Sendable, Equatable, Encodable {
        package let name: String
        /// The exact number of bytes.
        package let size: Int64
    }

    /// The maximum size of a volume in bytes.
    package let limit: Int64
    /// The volumes, in order.
    package let volumes: [Volume]

    /// The bytes of all volumes.
    package var size: Int64 { volumes.reduce(0) { $0 + $1.size } }
}
