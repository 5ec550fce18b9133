// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
package import Ledger
package import OCI
package import Plans

/// The volumes of one plan that lie in folders.
package struct FoundSet: Sendable {
    /// The id of the plan.
    package let plan: Digest
    /// How many volumes the set has.
    package let parts: Int
    package let firstVolume: Int
    /// The plan itself, if the first volume is there.
    package internal(set) var file: PlanFile?
    /// Those that are there, in the order of their numbers.
    package internal(set) var volumes: [FoundVolume]

    /// The numbers of all its volumes.
    package var numbers: Range<Int> { firstVolume..<firstVolume + parts }

    /// The names of the volumes that are not there.
    package var missing: [VolumeName] {
        let there = Set(volumes.map(\.name))
        return numbers.map(VolumeName.init).filter { !there.contains($0) }
    }

    /// The blobs and manifests in the volumes that are there.
    package var blobs: Set<Digest> { volumes.reduce(into: []) { $0.formUnion($1.blobs) } }

    /// Whether a volume that was read has something else in it than it should.
    package var isDamaged: Bool { volumes.contains { $0.audit?.damages.isEmpty == false } }

    /// The folder of its first volume that was found.
    var folder: String { volumes.first?.folder ?? "." }

    /// The record of the set; what is not there keeps what an earlier record says of it.
    ///
    /// `nil` as long as a checksum is not known.
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

    /// When the file of its last volume was written.
    private var finished: String {
        (volumes.last?.written ?? Date(timeIntervalSince1970: 0)).formatted(.iso8601)
    }
}
