// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Ledger
import OCI
import Plans

extension HistoryComparison {
    /// Compares a set with its record.
    func compare(_ set: FoundSet, _ old: CarriedSet) -> [HistoryFinding] {
        var findings: [HistoryFinding] = []
        let recorded = old.volumes.map(\.number)
        if recorded != Array(set.numbers) {
            findings.append(difference(.volumes, set, nil, span(of: set.numbers), list(recorded)))
        }
        for volume in set.volumes {
            guard let expected = old.volumes.first(where: { $0.number == volume.name.number }) else { continue }
            if volume.size != expected.size {
                let sizes = ("\(volume.size) bytes", "\(expected.size) bytes")
                findings.append(difference(.size, set, volume.name, sizes.0, sizes.1))
            }
            // A damaged volume is reported as such, which is enough.
            guard let checksum = volume.checksum, volume.audit?.damages.isEmpty != false,
                volume.indexed != expected.checksum
            else { continue }
            if checksum != expected.checksum {
                findings.append(
                    difference(.checksum, set, volume.name, checksum.description, expected.checksum.description)
                )
            }
        }
        return findings + compareBlobs(set, old)
    }

    private func compareBlobs(_ set: FoundSet, _ old: CarriedSet) -> [HistoryFinding] {
        let (there, expected) = (set.blobs, Set(old.blobs))
        var findings: [HistoryFinding] = []
        let lacking = expected.subtracting(there).sorted()
        // Blobs that are missing here can be in a volume that is missing.
        if set.missing.isEmpty, let first = lacking.first {
            let recorded = "\(blobs(expected.count)), this among them"
            findings.append(difference(.blobs, set, nil, "no \(more(first, lacking.count))", recorded))
        }
        let extra = there.subtracting(expected).sorted()
        if let first = extra.first {
            let recorded = "\(blobs(expected.count)), this not among them"
            findings.append(difference(.blobs, set, nil, more(first, extra.count), recorded))
        }
        return findings
    }

    private func difference(
        _ kind: HistoryFinding.Kind,
        _ set: FoundSet,
        _ volume: VolumeName?,
        _ found: String,
        _ expected: String
    ) -> HistoryFinding {
        HistoryFinding(
            kind: kind,
            set: set.plan,
            volume: volume?.description,
            found: found,
            expected: expected,
            remedy: "Correct the record: \(command) \(set.folder)"
        )
    }
}
