// SPDX-License-Identifier: Apache-2.0

import Histories
import Ledger
import OCI
import Plans

/// A set of the history, for people and for programs.
struct HistoryLine: Encodable {
    struct Volume: Encodable {
        let name: String
        let size: Int64
        let checksum: Digest
    }

    let plan: Digest
    let finished: String
    let volumes: [Volume]
    let bytes: Int64
    /// The number of its blobs and manifests.
    let blobs: Int
    /// The path of the configuration, if the plan is recorded.
    var configuration: String?

    init(_ set: CarriedSet, configuration: String? = nil) {
        plan = set.plan
        finished = set.finished
        volumes = set.volumes.map {
            Volume(name: "\(VolumeName($0.number))", size: $0.size, checksum: $0.checksum)
        }
        bytes = set.bytes
        blobs = set.blobs.count
        self.configuration = configuration
        span = set.span
        text = set.summary
    }

    /// From the first volume to the last.
    let span: String

    enum CodingKeys: String, CodingKey {
        case plan, finished, volumes, bytes, blobs, configuration
    }

    /// The description of a set, without time and reason.
    let text: String
}
