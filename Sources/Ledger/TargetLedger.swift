// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A record of the images that this tool placed at one target; Terraform calls it state.
///
/// The registry stays the truth. The ledger tells which configurations want and placed each image.
package struct TargetLedger: Sendable, Equatable {
    /// The version of the file's format.
    package static let formatVersion = "1.0"

    /// One image at the target.
    package struct Entry: Sendable, Equatable, Codable {
        package var image: PlacedImage
        /// Whether this tool put it there.
        package var placed: Bool
        /// The paths of the configurations that put it there, sorted: only they may prune it.
        package var placedBy: [String]
        /// Whether it was to be deleted and the registry kept its tag, so that it no longer counts.
        package var isLeftover: Bool
        /// Whether its attachments were looked for, so that the ledger has all of them.
        package var knowsAttachments: Bool
        /// The paths of the configurations that want it, sorted.
        package var wantedBy: [String]

        package init(
            image: PlacedImage,
            placed: Bool,
            placedBy: [String] = [],
            isLeftover: Bool = false,
            knowsAttachments: Bool,
            wantedBy: [String]
        ) {
            self.image = image
            self.placed = placed
            self.placedBy = placedBy
            self.isLeftover = isLeftover
            self.knowsAttachments = knowsAttachments
            self.wantedBy = wantedBy
        }

        enum CodingKeys: String, CodingKey {
            case placed
            case placedBy = "placed_by"
            case isLeftover = "leftover"
            case knowsAttachments = "attachments_known"
            case wantedBy = "wanted_by"
        }

        package init(from decoder: any Decoder) throws {
            image = try PlacedImage(from: decoder)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            placed = try container.decode(Bool.self, forKey: .placed)
            knowsAttachments = try container.decode(Bool.self, forKey: .knowsAttachments)
            wantedBy = try container.decode([String].self, forKey: .wantedBy)
            // Older ledgers do not have it. Then one of those that want the image placed it.
            placedBy =
                try container.decodeIfPresent([String].self, forKey: .placedBy) ?? (placed ? wantedBy : [])
            isLeftover = try container.decodeIfPresent(Bool.self, forKey: .isLeftover) ?? false
        }

        package func encode(to encoder: any Encoder) throws {
            try image.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(placed, forKey: .placed)
            try container.encode(placedBy, forKey: .placedBy)
            if isLeftover { try container.encode(true, forKey: .isLeftover) }
            try container.encode(knowsAttachments, forKey: .knowsAttachments)
            try container.encode(wantedBy, forKey: .wantedBy)
        }
    }

    /// The target: host, port and namespace; or `file://` and the folder of an archive.
    package var target: String
    /// The id of the first plan applied to the target.
    package var lineage: Digest?
    /// The number of applies.
    package var serial: Int
    /// The id of the plan that was applied last.
    package var lastPlan: Digest?
    /// Whether the last apply completed its plan.
    package var lastPlanIsComplete: Bool
    /// The images by destination.
    package var entries: [PlacedName: Entry]
    /// The folder of the generated manifests; the first target of a repository has `cluster-resources` for itself.
    package var resourceFolder: String
    /// A repository for each blob that this tool uploaded, so that later images mount the blob from there.
    package var blobHomes: [String: PlacedRepository]
    /// What sections keep for later plans, such as the update graphs that releases were last chosen from; sorted by name.
    package var records: [SectionRecord]
    /// The history, if the target is an archive.
    package var archive: ArchiveHistory?
    /// Applies that have receipts but were missing in the ledger.
    package var unknownApplies: [RecordedApply]
    /// The files for clusters of the last record that are in no plan, sorted.
    package var manifests: [WrittenManifest]

    /// The folder of the only or first target.
    package static let firstResourceFolder = ResourceFile.folder

    package init(target: String) {
        self.target = target
        serial = 0
        lastPlanIsComplete = true
        entries = [:]
        resourceFolder = Self.firstResourceFolder
        blobHomes = [:]
        records = []
        unknownApplies = []
        manifests = []
    }

    /// Whether this tool ever placed anything at the target.
    package var hasPlaced: Bool { archive != nil || entries.values.contains(where: \.placed) }

    /// The attachments by the image that they belong to, `<repository>@<digest>`; sorted by destination.
    package var attachments: [PlacedName: [Entry]] {
        entries.values.sorted { $0.image.destination < $1.image.destination }.reduce(into: [:]) { attached, entry in
            if let subject = entry.image.attachedTo { attached[subject, default: []].append(entry) }
        }
    }

    /// The names of the images' own resources, by destination; also of images that no configuration wants now.
    package var resourceNames: [PlacedName: String] { entries.compactMapValues(\.image.facts?.resourceName) }
}

extension TargetLedger {
    /// Returns the same ledger with the plan's lineage and serial, if the history is elsewhere or only begins.
    package func continuing(_ plan: Plan) -> TargetLedger {
        var ledger = self
        ledger.lineage = plan.target.lineage
        ledger.serial = plan.target.serial
        if let path = plan.resources.first?.path, let slash = path.lastIndex(of: "/") {
            ledger.resourceFolder = String(path[..<slash])
        }
        return ledger
    }
}
