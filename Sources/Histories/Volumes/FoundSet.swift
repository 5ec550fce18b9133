// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
package import Ledger
package import OCI
package import Plans

/// The volumes of one plan that were found in folders.
package struct FoundSet: Sendable {
    /// The id of the plan.
    package let plan: Digest
    /// The number of volumes that the set has.
    package let parts: Int
    package let firstVolume: Int
    /// The plan itself, if the first volume is there.
    package internal(set) var file: PlanFile?
    /// The volumes that were found, in the order of their numbers.
    package internal(set) var volumes: [FoundVolume]

    /// The numbers of all its volumes.
    package var numbers: Range<Int> { firstVolume..<firstVolume + parts }

    /// The names of the missing volumes.
    package var missing: [VolumeName] {
        let there = Set(volumes.map(\.name))
        return numbers.map(VolumeName.init).filter { !there.contains($0) }
    }

    /// The blobs and manifests in the volumes that were found.
    package var blobs: Set<Digest> { volumes.reduce(into: []) { $0.formUnion($1.blobs) } }

    /// Whether a volume that was read has wrong content.
    package var isDamaged: Bool { volumes.contains { $0.audit?.damages.isEmpty == false } }

    /// The folder of the first volume that was found.
    var folder: String { volumes.first?.folder ?? "." }

    /// The record of the set; missing volumes keep their earlier record.
    ///
    /// `nil` as long as the checksum of a volume is not known.
    package func record(correcting old: CarriedSet? = nil) -> CarriedSet? {
        var records: [CarriedSet.Volume] = []
        for found in volumes {
            guard let checksum = found.checksum else { return nil }
            records.append(.init(number: found.name.number, size: found.size, checksum: checksum))
        }
        let absent = Set(missing.map(\.number))
        let kept = (old?.volumes ?? []).filter { absent.contains($0.number) }
        guard kept.count == absent.count else { return nil }
        return CarriedSet(
            plan: plan,
            finished: old?.finished ?? finished,
            volumes: (records + kept).sorted { $0.number < $1.number },
            blobs: (absent.isEmpty ? blobs : blobs.union(old?.blobs ?? [])).sorted()
        )
    }

    /// The time when the file of its last volume was written.
    private var finished: String {
        (volumes.last?.written ?? Date(timeIntervalSince1970: 0)).formatted(.iso8601)
    }
}
