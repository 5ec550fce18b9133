// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import Ledger
import OCI
import Plans

/// A volume as it lies in a folder.
struct FoundVolume {
    let volume: ArchiveVolume
    /// What the index beside it says its checksum is, if the index describes this volume.
    let indexed: Digest?
    /// What reading every byte of it showed, if it was read.
    var audit: VolumeAudit?

    /// What it turned out to be, or what the index says.
    var checksum: Digest? { audit?.checksum ?? indexed }
}

/// The volumes of one plan that lie in folders.
struct FoundSet {
    /// The id of the plan.
    let plan: Digest
    /// How many volumes the set has.
    let parts: Int
    let firstVolume: Int
    /// The plan itself, if the first volume is there.
    var file: PlanFile?
    /// Those that are there, in the order of their numbers.
    var volumes: [FoundVolume]

    var numbers: Range<Int> { firstVolume..<firstVolume + parts }

    /// The names of the volumes that are not there.
    var missing: [VolumeName] {
        let there = Set(volumes.map(\.volume.name))
        return numbers.map(VolumeName.init).filter { !there.contains($0) }
    }

    /// The blobs and manifests in the volumes that are there.
    var blobs: Set<Digest> { Set(volumes.flatMap(\.volume.blobs).map(\.digest)) }

    /// Whether a volume that was read has something else in it than it should.
    var isDamaged: Bool { volumes.contains { $0.audit?.damages.isEmpty == false } }

    /// The record of the set; what is not there keeps what an earlier record says of it.
    ///
    /// `nil` as long as a checksum is not known.
    func record(correcting old: ArchiveHistory.Set? = nil) -> ArchiveHistory.Set? {
        var records: [ArchiveHistory.Volume] = []
        for found in volumes {
            guard let checksum = found.checksum else { return nil }
            records.append(.init(number: found.volume.name.number, size: found.volume.size, checksum: checksum))
        }
        let absent = Set(missing.map(\.number))
        let kept = (old?.volumes ?? []).filter { absent.contains($0.number) }
        guard kept.count == absent.count else { return nil }
        return ArchiveHistory.Set(
            plan: plan,
            finished: old?.finished ?? finished,
            volumes: (records + kept).sorted { $0.number < $1.number },
            blobs: (absent.isEmpty ? blobs : blobs.union(old?.blobs ?? [])).sorted()
        )
    }

    /// When the file of its last volume was written.
    private var finished: String {
        let path = volumes.last.map { URL(filePath: $0.volume.path).resolvingSymlinksInPath() }
        let attributes = try? path.map {
            try FileManager.default.attributesOfItem(atPath: $0.path(percentEncoded: false))
        }
        let date = attributes?[.modificationDate] as? Date
        return (date ?? Date(timeIntervalSince1970: 0)).formatted(.iso8601)
    }
}
