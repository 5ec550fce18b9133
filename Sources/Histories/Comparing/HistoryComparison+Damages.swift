// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Ledger
import OCI
import Plans

extension HistoryComparison {
    /// The problems that reading a volume showed, compared with its blobs and its index.
    func damages(of volume: FoundVolume, in set: FoundSet) -> [HistoryFinding] {
        guard let audit = volume.audit else { return [] }
        if let damage = audit.damages.first {
            return [
                damaged(
                    volume,
                    of: set,
                    found: "\(more(damage.found, audit.damages.count)) at \(damage.offset)",
                    expected: damage.digest.description
                )
            ]
        }
        guard let indexed = volume.indexed, indexed != audit.checksum else { return [] }
        let recorded = record(of: set)?.volumes.first { $0.number == volume.name.number }?.checksum
        // If history and index agree, neither is wrong.
        guard indexed != recorded else {
            return [
                damaged(
                    volume,
                    of: set,
                    found: audit.checksum.description,
                    expected: "\(indexed) by \(ArchiveIndex.fileName) and the history"
                )
            ]
        }
        return [
            HistoryFinding(
                kind: .index,
                set: set.plan,
                volume: volume.name.description,
                found: audit.checksum.description,
                expected: "\(indexed) by \(ArchiveIndex.fileName)",
                remedy: "Remove \(set.folder)/\(ArchiveIndex.fileName), and write it again: "
                    + "mirror describe \(OptionName.writeIndex) \(shellArgument(set.folder))"
            )
        ]
    }

    private func damaged(
        _ volume: FoundVolume,
        of set: FoundSet,
        found: String,
        expected: String
    ) -> HistoryFinding {
        HistoryFinding(
            kind: .damaged,
            set: set.plan,
            volume: volume.name.description,
            found: found,
            expected: expected,
            remedy: "Copy the volume again from where the archive was made."
        )
    }

    /// The finding for a volume that cannot be read.
    func finding(for damage: FoundVolumes.Damage) -> HistoryFinding {
        let lost = damage.volume
        return HistoryFinding(
            kind: .damaged,
            set: lost.plan ?? history.sets.first { $0.volumes.contains { $0.number == lost.name.number } }?.plan,
            volume: lost.name.description,
            found: lost.reason,
            expected: "a whole volume",
            remedy: "Copy it again to \(damage.folder) from where the archive was made."
        )
    }
}
