// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The registry or archive that a plan changes, and the state of its ledger when the plan was made.
package struct PlanTarget: Sendable, Equatable, Codable {
    /// The registry and the namespace, or the folder of an archive, as the user gave it.
    package let place: TargetPlace
    /// The id of the first plan ever applied to the target.
    package let lineage: Digest?
    /// The number of applies so far.
    package let serial: Int

    /// The most applies that a plan or a ledger may claim: there is always a next one.
    package static let serialLimit = 999_999_999

    package init(_ place: TargetPlace, lineage: Digest? = nil, serial: Int = 0) {
        self.place = place
        self.lineage = lineage
        self.serial = serial
    }

    /// What the names of destinations begin with: in an archive the host by which container tools name what lies on no
    /// registry.
    package var root: String { place.isArchive ? Self.archiveRoot : name }

    /// What ledgers, reports and messages call it.
    package var name: String { place.description }

    /// The host of destinations in archives.
    package static let archiveRoot = "localhost"

    /// A destination as people read it: in an archive without the host that stands for no registry.
    package func shown(_ destination: PlacedName) -> String {
        let name = destination.description
        guard place.isArchive, name.hasPrefix("\(root)/") else { return name }
        return String(name.dropFirst(root.count + 1))
    }

    enum CodingKeys: String, CodingKey {
        case lineage, serial
        case place = "registry"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(place, forKey: .place)
        try container.encode(lineage, forKey: .lineage)
        try container.encode(serial, forKey: .serial)
    }
}
