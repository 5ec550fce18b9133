// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The history of an archive: the sets of volumes that were finished for one folder.
package struct ArchiveHistory: Sendable, Equatable, Codable {
    /// The sets, the oldest first.
    package var sets: [CarriedSet]
    /// The sets that never arrived, by their numbers: their volume numbers stay used, but they do not count as
    /// carried.
    package var forgotten: [CarriedSet]

    package init(sets: [CarriedSet] = [], forgotten: [CarriedSet] = []) {
        self.sets = sets
        self.forgotten = forgotten
    }

    enum CodingKeys: String, CodingKey {
        case sets, forgotten
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        sets = try container.decode([CarriedSet].self, forKey: .sets)
        forgotten = try container.decodeIfPresent([CarriedSet].self, forKey: .forgotten) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sets, forKey: .sets)
        if !forgotten.isEmpty { try container.encode(forgotten, forKey: .forgotten) }
    }

    /// The number of the last volume, 0 if no volume was written.
    package var lastVolume: Int { (sets + forgotten).map(\.lastVolume).max() ?? 0 }

    /// Returns the content of the sets that were finished before the day, `YYYY-MM-DD`; of all sets without one.
    ///
    /// A forgotten set also removes content that earlier sets carried. Example: set 1 carries a blob, set 2 carries
    /// it again, and set 2 is forgotten. The blob was sent again because it had not arrived, so it counts as not
    /// carried.
    package func carried(before day: String? = nil) -> Set<Digest> {
        let forgotten = Set(forgotten.map(\.plan))
        var digests: Set<Digest> = []
        for set in (sets + self.forgotten).sorted(by: CarriedSet.isOlder) {
            // Dates of this form sort as text.
            let isBelieved = !forgotten.contains(set.plan) && day.map { set.finished < $0 } ?? true
            if isBelieved { digests.formUnion(set.blobs) } else { digests.subtract(set.blobs) }
        }
        return digests
    }

    /// Returns the history in which some sets, given by their plans, do not count as carried.
    package func doubting(_ plans: [Digest]) -> ArchiveHistory {
        let doubted = sets.filter { plans.contains($0.plan) }
        return ArchiveHistory(sets: sets.filter { !plans.contains($0.plan) }, forgotten: forgotten + doubted)
    }

    /// Returns the history with a finished set, which replaces an earlier record of it.
    package func adding(_ set: CarriedSet) -> ArchiveHistory {
        ArchiveHistory(
            sets: (sets.filter { $0.plan != set.plan } + [set]).sorted(by: CarriedSet.isOlder),
            forgotten: forgotten.filter { $0.plan != set.plan }
        )
    }
}
