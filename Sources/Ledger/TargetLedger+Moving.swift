// SPDX-License-Identifier: Apache-2.0

package import Plans

extension TargetLedger {
    /// Returns the ledger of the same content at a new place: a registry was renamed, or a namespace was moved.
    ///
    /// Nothing is moved by that; the next plan looks what is there. Plans that were made before are stale.
    package func moved(to target: String) -> TargetLedger {
        let place = Relocation(from: self.target, to: target)
        var ledger = self
        ledger.target = target
        ledger.entries = [:]
        for entry in entries.values {
            var moved = entry
            moved.image = place.moved(entry.image)
            ledger.entries[moved.image.destination] = moved
        }
        ledger.blobHomes = blobHomes.mapValues { PlacedRepository(place.moved($0.description)) }
        ledger.records = [SectionRecord]().keeping(records.map(place.moved))
        if resourceFolder == "\(Self.firstResourceFolder)/\(LedgerFile.name(of: self.target))" {
            ledger.resourceFolder = "\(Self.firstResourceFolder)/\(LedgerFile.name(of: target))"
        }
        return ledger.countingRepair()
    }

    /// The images that clusters may be told of: those that a configuration wants, by destination.
    package var wantedImages: [PlacedImage] {
        entries.values.filter { !$0.wantedBy.isEmpty && !$0.image.type.isAttachment }.map(\.image)
            .sorted { $0.destination < $1.destination }
    }
}

/// A target that has a new name.
private struct Relocation {
    private let old: String
    private let new: String

    init(from old: String, to new: String) {
        // The names in an archive do not have its folder.
        let isArchive = TargetPlace(old).isArchive
        self.old = isArchive ? PlanTarget.archiveRoot : old
        self.new = isArchive ? PlanTarget.archiveRoot : new
    }

    func moved(_ name: String) -> String { name.hasPrefix("\(old)/") ? new + name.dropFirst(old.count) : name }

    func moved(_ name: PlacedName) -> PlacedName { PlacedName(moved(name.description)) }

    func moved(_ image: PlacedImage) -> PlacedImage {
        PlacedImage(
            image.identity,
            at: moved(image.destination),
            attachedTo: image.attachedTo.map(moved),
            facts: image.facts
        )
    }

    func moved(_ record: SectionRecord) -> SectionRecord {
        guard case .catalog(let catalog) = record else { return record }
        return .catalog(CatalogRecord(destination: moved(catalog.destination), packages: catalog.packages))
    }
}
