// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Ledger
import OCI

extension AuditTrail {
    /// The applies to a target that have receipts, the oldest first; without those of histories that were forgotten.
    package func applies(to target: String) throws -> [RecordedApply] {
        try allApplies(to: target).besides(forgotten(target))
    }

    /// The applies to a target that have receipts, the oldest first; also those of histories that were forgotten.
    package func allApplies(to target: String) throws -> [RecordedApply] {
        let mark = Data(target.utf8)
        return try folder.list("receipts").filter { $0.hasSuffix(".json") }.compactMap { name -> RecordedApply? in
            guard let data = try folder.read("receipts/\(name)").map({ Data($0) }),
                // A slash may be escaped in JSON, but this tool does not do that.
                data.range(of: mark) != nil, let receipt = try? JSONDecoder().decode(ReceiptHeader.self, from: data),
                receipt.target == target
            else { return nil }
            return Self.apply(receipt, try folder.read(Self.file(of: receipt.plan)))
        }.sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }

    /// The applies to a target whose receipts are only in commits outside HEAD's history.
    package func appliesElsewhere(to target: String, besides known: [RecordedApply]) throws -> [RecordedApply] {
        // A shallow clone lacks part of the history, so it cannot answer.
        guard let repository = try repository(), let entries = try? repository.appliesElsewhere() else { return [] }
        let plans = Set(known.map(\.plan))
        return try entries.filter { $0.target == target }.compactMap { entry -> RecordedApply? in
            guard let plan = try? Digest(entry.planID), !plans.contains(plan),
                let bytes = try repository.content(of: Receipt.path(of: plan), at: entry.commit),
                let receipt = try? JSONDecoder().decode(ReceiptHeader.self, from: Data(bytes)), receipt.plan == plan
            else { return nil }
            return Self.apply(
                receipt,
                try repository.content(of: Self.file(of: plan), at: entry.commit)
            )
        }.besides(forgotten(target))
    }

    /// The apply of a receipt and its recorded plan; an unreadable plan may have done anything.
    private static func apply(_ receipt: ReceiptHeader, _ plan: [UInt8]?) -> RecordedApply {
        guard let plan, let header = PlanHeader(plan), header.id == receipt.plan else {
            return RecordedApply(plan: receipt.plan, serial: receipt.serial, configuration: nil, mayDelete: true)
        }
        return RecordedApply(
            plan: receipt.plan,
            serial: receipt.serial,
            configuration: header.configuration.path,
            mayDelete: header.isDeletion || header.options.prune == true || header.deletions?.isEmpty == false,
            isDeletion: header.isDeletion,
            lineage: header.target.lineage
        )
    }
}

extension [RecordedApply] {
    /// The applies of histories that are not forgotten.
    fileprivate func besides(_ note: ForgottenTarget?) -> [RecordedApply] {
        guard let note else { return self }
        return filter { !note.lineages.contains($0.lineage ?? $0.plan) }
    }
}
