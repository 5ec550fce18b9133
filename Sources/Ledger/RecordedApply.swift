// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An apply that is known from its receipt and, if recorded, its plan.
package struct RecordedApply: Sendable, Equatable, Codable {
    package var plan: Digest
    /// The number of the apply at the target.
    package var serial: Int
    /// The path of the plan's configuration; `nil` if the plan is not recorded.
    package var configuration: String?
    /// Whether the plan deletes or prunes, or may do so.
    package var mayDelete: Bool
    /// Whether it only deletes, so that it contains no wishes.
    package var isDeletion: Bool
    /// The id of the first plan that was applied to the target before this plan was made.
    package var lineage: Digest?

    package init(
        plan: Digest,
        serial: Int,
        configuration: String?,
        mayDelete: Bool = false,
        isDeletion: Bool = false,
        lineage: Digest? = nil
    ) {
        self.plan = plan
        self.serial = serial
        self.configuration = configuration
        self.mayDelete = mayDelete
        self.isDeletion = isDeletion
        self.lineage = lineage
    }

    enum CodingKeys: String, CodingKey {
        case plan, serial, configuration, lineage
        case mayDelete = "may_delete"
        case isDeletion = "deletion"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        plan = try container.decode(Digest.self, forKey: .plan)
        serial = try container.decode(Int.self, forKey: .serial)
        configuration = try container.decodeIfPresent(String.self, forKey: .configuration)
        mayDelete = try container.decodeIfPresent(Bool.self, forKey: .mayDelete) ?? true
        isDeletion = try container.decodeIfPresent(Bool.self, forKey: .isDeletion) ?? false
        lineage = try container.decodeIfPresent(Digest.self, forKey: .lineage)
    }
}
