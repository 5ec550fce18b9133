// SPDX-License-Identifier: Apache-2.0

/// The volumes that a plan writes.
package struct ReviewedVolumes: Sendable, Equatable, Encodable {
    package struct Volume: Sendable, Equatable, Encodable {
        package let name: String
        /// The exact number of bytes.
        package let size: Int64
    }

    /// The most bytes of a volume.
    package let limit: Int64
    /// In their order.
    package let volumes: [Volume]

    /// The bytes of all volumes.
    package var size: Int64 { volumes.reduce(0) { $0 + $1.size } }
}
