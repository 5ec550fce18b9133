// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans

/// The fields that are read from a recorded plan of any version, without its images.
///
/// Nothing in it is proven: a plan is validated when it is read to be shown or applied.
struct PlanHeader: Decodable {
    struct Configuration: Decodable {
        var path: String
        var digest: Digest?
    }

    struct Target: Decodable {
        var registry: String?
        var lineage: Digest?
        var serial: Int?
    }

    struct Options: Decodable {
        var prune: Bool?
    }

    struct Deletion: Decodable {}

    struct Summary: Decodable {
        var bytesToTransfer: Int64?

        enum CodingKeys: String, CodingKey { case bytesToTransfer = "bytes_to_transfer" }
    }

    struct File: Decodable {
        var path: String
        var digest: Digest
    }

    var id: Digest
    var mode: String
    var configuration: Configuration
    var target: Target
    var options: Options
    var deletions: [Deletion]?
    var resources: [File]?
    var summary: Summary?

    /// Whether the plan only deletes.
    var isDeletion: Bool { mode == Plan.Mode.deletion.rawValue }

    /// Reads the header of a plan; `nil` if the bytes are not a plan.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let header = try? JSONDecoder().decode(PlanHeader.self, from: Data(bytes)) else { return nil }
        self = header
    }
}
