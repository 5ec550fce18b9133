// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Ledger
import OCI
import Plans

extension AuditTrail {
    /// The plan that was applied last to a target for one of these names of a configuration; `nil` if none is recorded.
    ///
    /// Plans that only delete do not count. An unreadable receipt or plan counts as absent.
    package func lastApply(of names: [String], to target: String) throws -> AppliedPlan? {
        let receipts = try folder.list("receipts").filter { $0.hasSuffix(".json") }.compactMap { name in
            try folder.read("receipts/\(name)").flatMap {
                try? JSONDecoder().decode(ReceiptHeader.self, from: Data($0))
            }
        }
        let newest = receipts.filter { $0.target == target }.sorted { ($0.serial, $0.plan) > ($1.serial, $1.plan) }
        for receipt in newest {
            guard let bytes = try folder.read(Self.file(of: receipt.plan)),
                let plan = try? JSONDecoder().decode(AppliedHeader.self, from: Data(bytes)), plan.id == receipt.plan,
                names.contains(plan.configuration.path), plan.mode != .deletion
            else { continue }
            return AppliedPlan(
                id: plan.id,
                configuration: plan.configuration.digest,
                options: plan.options,
                unfinished: receipt.complete == false ? Self.causes(in: Data(bytes)) : [:]
            )
        }
        return nil
    }

    /// The causes of a plan's actions, by destination; plans of format 1.0 do not tell them.
    private static func causes(in plan: Data) -> [PlacedName: ChangeCause] {
        let actions = (try? JSONDecoder().decode(AppliedActions.self, from: plan))?.actions ?? []
        return Dictionary(
            actions.map { ($0.destination, $0.cause ?? .configuration) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

/// The fields that are read from an applied plan of any version.
private struct AppliedHeader: Decodable {
    var id: Digest
    var mode: Plan.Mode
    var configuration: ConfigurationRecord
    var options: PlanOptions
}

/// The actions of an applied plan.
private struct AppliedActions: Decodable {
    struct Action: Decodable {
        var destination: PlacedName
        var cause: ChangeCause?
    }

    var actions: [Action]
}
