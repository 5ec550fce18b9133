// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Ledger
import OCI
import Plans

extension AuditTrail {
    /// The applies to a target that receipts tell of, the oldest first.
    func applies(to target: String) throws -> [RecordedApply] {
        struct Header: Decodable {
            var plan: Digest
            var target: String
            var serial: Int
        }
        let mark = Data(target.utf8)
        return try folder.list("receipts").filter { $0.hasSuffix(".json") }.compactMap { name -> RecordedApply? in
            guard let data = try folder.read("receipts/\(name)").map({ Data($0) }),
                // A slash may be escaped in JSON, and whoever wrote these files does not do so.
                data.range(of: mark) != nil, let receipt = try? JSONDecoder().decode(Header.self, from: data),
                receipt.target == target
            else { return nil }
            return try apply(of: receipt.plan, serial: receipt.serial)
        }.sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }

    /// What the recorded plan says; a plan that cannot be read may have done anything.
    private func apply(of plan: Digest, serial: Int) throws -> RecordedApply {
        struct Header: Decodable {
            struct Configuration: Decodable { var path: String }
            struct Target: Decodable { var lineage: Digest? }
            struct Options: Decodable { var prune: Bool? }
            struct Deletion: Decodable {}
            var id: Digest
            var mode: String
            var configuration: Configuration
            var target: Target
            var options: Options
            var deletions: [Deletion]?
        }
        guard let bytes = try folder.read(Self.folder(of: plan) + "/plan.json"),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)), header.id == plan
        else { return RecordedApply(plan: plan, serial: serial, configuration: nil, mayDelete: true) }
        return RecordedApply(
            plan: plan,
            serial: serial,
            configuration: header.configuration.path,
            mayDelete: header.mode == Plan.Mode.deletion.rawValue || header.options.prune == true
                || header.deletions?.isEmpty == false,
            lineage: header.target.lineage
        )
    }
}
