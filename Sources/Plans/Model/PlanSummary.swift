// SPDX-License-Identifier: Apache-2.0

/// The totals of a plan.
package struct PlanSummary: Sendable, Equatable, Codable {
    package var copy: Int
    package var update: Int
    package var build: Int
    package var delete: Int
    package var inSync: Int
    package var bytesToTransfer: Int64
    package var bytesToMount: Int64
    /// What the registry's garbage collector can free after the deletions.
    package var bytesToReclaim: Int64?

    enum CodingKeys: String, CodingKey {
        case copy, update, build, delete
        case bytesToReclaim = "bytes_to_reclaim"
        case inSync = "in_sync"
        case bytesToTransfer = "bytes_to_transfer"
        case bytesToMount = "bytes_to_mount"
    }
}
