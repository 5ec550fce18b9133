// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// What this tool placed on one target: the state that Terraform's users know.
///
/// The registry stays the truth; the ledger tells who wants what and what was placed by whom.
package struct TargetLedger: Sendable, Equatable {
    /// The version of the file's format.
    package static let formatVersion = "1.0"

    /// One image at the target.
    package struct Entry: Sendable, Equatable, Codable {
        package var image: PlacedImage
        /// Whether this tool put it there.
        package var placed: Bool
        /// The paths of the configurations that put it there, sorted: only they may ever prune it.
        package var placedBy: [String]
        /// Whether it was to be deleted and the registry kept its tag, so that nothing counts on it.
        package var isLeftover: Bool
        /// Whether its attachments were looked for, so that those in the ledger are all there are.
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
            // Older ledgers do not say it; then it was one of those that want it.
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

    /// Host, port and namespace; or `file://` and the folder of an archive.
    package var target: String
    /// The id of the first plan applied to the target.
    package var lineage: Digest?
    /// The number of applies.
    package var serial: Int
    /// The id of the plan that was applied last.
    package var lastPlan: Digest?
    /// Whether the last apply did everything that its plan says.
    package var lastPlanIsComplete: Bool
    /// The images by destination.
    package var entries: [PlacedName: Entry]
    /// The folder of the generated manifests; the first target of a repository has `cluster-resources` for itself.
    package var resourceFolder: String
    /// A repository that holds each blob that this tool uploaded, so that later images mount it from there.
    package var blobHomes: [String: PlacedRepository]
    /// The update graphs that releases were last chosen from, sorted; the cache has their bytes.
    package var graphs: [GraphRecord]
    /// What was carried away, where the target is an archive.
    package var archive: ArchiveHistory?
    /// Applies that receipts told of when the ledger knew nothing of them.
    package var unknownApplies: [RecordedApply]

    /// The folder of the only or first target.
    package static let firstResourceFolder = ResourceFile.folder

    package init(target: String) {
        self.target = target
        serial = 0
        lastPlanIsComplete = true
        entries = [:]
        resourceFolder = Self.firstResourceFolder
        blobHomes = [:]
        graphs = []
        unknownApplies = []
    }

    /// Whether this tool ever placed anything at the target.
    package var hasPlaced: Bool { archive != nil || entries.values.contains(where: \.placed) }

    /// The attachments by the image that they belong to, `<repository>@<digest>`; sorted by destination.
    package var attachments: [PlacedName: [Entry]] {
        entries.values.sorted { $0.image.destination < $1.image.destination }.reduce(into: [:]) { attached, entry in
            if let subject = entry.image.attachedTo { attached[subject, default: []].append(entry) }
        }
    }

    /// The names that the resources of catalogs have, by destination; also of those that nobody wants any more.
    package var catalogNames: [PlacedName: String] { entries.compactMapValues(\.image.catalog?.name) }
}

extension TargetLedger {
    /// The same ledger where the history lies elsewhere or only begins: it goes on with what the plan knows of it.
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
