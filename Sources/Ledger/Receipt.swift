// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import OCI
package import Plans

/// The result of a plan: it is stored beside the plan, so that the same plan is not applied twice.
package struct Receipt: Sendable, Equatable, Codable {
    /// The result of one action.
    package struct Image: Sendable, Equatable, Codable {
        package var destination: PlacedName
        package var digest: Digest
        /// `done`, `already-done`, `failed`, `refused` or `not-started`.
        package var result: String
        package var reason: String?

        package init(destination: PlacedName, digest: Digest, result: String, reason: String? = nil) {
            self.destination = destination
            self.digest = digest
            self.result = result
            self.reason = reason
        }
    }

    /// A person who approved the plan.
    package struct Approval: Sendable, Equatable, Codable {
        /// Name and address.
        package let name: String
        /// The fingerprint of the key that signed the approval.
        package let key: String
        /// The commit with the approval.
        package let commit: String

        package init(name: String, key: String, commit: String) {
            self.name = name
            self.key = key
            self.commit = commit
        }
    }

    package var formatVersion = "1.0"
    package var kind = "MirrorReceipt"
    package var plan: Digest
    package var target: String
    /// The number of the apply at the target.
    package var serial: Int
    /// Whether every destination holds what the plan says.
    package var isComplete: Bool
    /// Who approved the plan, where that was required.
    package var approvals: [Approval]?
    /// The results, one for each action, in the plan's order.
    package var images: [Image]

    package init(plan: Digest, target: String, serial: Int, isComplete: Bool, images: [Image]) {
        self.plan = plan
        self.target = target
        self.serial = serial
        self.isComplete = isComplete
        self.images = images
    }

    /// The receipt of a plan that was applied completely, according to its ledger.
    package init(of file: PlanFile, completeIn ledger: TargetLedger) {
        let copied = file.plan.actions.map { Image(destination: $0.destination, digest: $0.digest, result: "done") }
        let deleted = file.plan.deletions.flatMap { deletion in
            deletion.destinations.map { name in
                let isKept = ledger.entries[name]?.isLeftover == true
                return Image(destination: name, digest: deletion.digest, result: isKept ? "refused" : "done")
            }
        }
        self.init(
            plan: file.id,
            target: ledger.target,
            serial: ledger.serial,
            isComplete: true,
            images: copied + deleted
        )
    }

    enum CodingKeys: String, CodingKey {
        case kind, plan, target, serial, approvals, images
        case formatVersion = "format_version"
        case isComplete = "complete"
    }

    /// The path of a plan's receipt in the audit repository.
    package static func path(of plan: Digest) -> String { "receipts/\(plan.short).json" }

    /// Returns the canonical bytes.
    package func data() throws -> Data { try CanonicalJSON.data(of: self) }
}
