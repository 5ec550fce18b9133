// SPDX-License-Identifier: Apache-2.0

/// The totals of a plan.
package struct PlanSummary: Sendable, Equatable, Codable {
    package let copy: Int
    package let update: Int
    package let build: Int
    package let delete: Int
    package let inSync: Int
    package let bytesToTransfer: Int64
    package let bytesToMount: Int64
    /// What the registry's garbage collector can free after the deletions.
    package let bytesToReclaim: Int64?

    enum CodingKeys: String, CodingKey {
        case copy, update, build, delete
        case bytesToReclaim = "bytes_to_reclaim"
        case inSync = "in_sync"
        case bytesToTransfer = "bytes_to_transfer"
        case bytesToMount = "bytes_to_mount"
    }
}
