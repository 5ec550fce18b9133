// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import TestSupport

@testable import ArchiveSets
@testable import Histories

/// Sets of volumes as they are found, and as a history has them.
enum Sample {
    static let target = "file:///media/usb"

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    /// A plan that fills the archive of a folder.
    static func file(_ name: String, for target: String = target) throws -> PlanFile {
        try PlanFile(
            Plan(
                configuration: ConfigurationRecord(path: "\(name).yaml", digest: digest(name)),
                options: PlanOptions(),
                target: PlanTarget(TargetPlace(target))
            )
        )
    }

    /// A volume in `/media/usb` with one blob, which is named after its number.
    static func volume(
        _ number: Int,
        size: Int64 = 512,
        blobs: [String]? = nil,
        indexed: String? = nil,
        audit: VolumeAudit? = nil
    ) -> FoundVolume {
        var volume = FoundVolume(
            name: VolumeName(number),
            path: "/media/usb/\(VolumeName(number))",
            size: size,
            blobs: Set((blobs ?? ["blob \(number)"]).map(digest)),
            written: Date(timeIntervalSince1970: 86_400 * Double(number)),
            indexed: indexed.map(digest)
        )
        volume.audit = audit
        return volume
    }

    /// What reading a volume showed.
    static func audit(_ number: Int, _ checksum: String, damaged: Int = 0) -> VolumeAudit {
        VolumeAudit(
            volume: VolumeName(number),
            checksum: digest(checksum),
            damages: (0..<damaged).map { .init(digest: digest("whole"), offset: Int64($0), found: digest("hole")) }
        )
    }

    static func set(_ plan: Digest, _ volumes: [FoundVolume], first: Int = 1, parts: Int? = nil) -> FoundSet {
        FoundSet(plan: plan, parts: parts ?? volumes.count, firstVolume: first, volumes: volumes)
    }

    /// The record of a set with the volumes of these numbers, each with its blob and its checksum.
    static func record(_ plan: Digest, _ numbers: [Int], finished: String = "2026-01-01T00:00:00Z") -> CarriedSet {
        CarriedSet(
            plan: plan,
            finished: finished,
            volumes: numbers.map { .init(number: $0, size: 512, checksum: digest("sum \($0)")) },
            blobs: numbers.map { digest("blob \($0)") }.sorted()
        )
    }

    static func comparison(
        _ found: [FoundSet],
        _ history: [CarriedSet] = [],
        forgotten: [CarriedSet] = [],
        damages: [FoundVolumes.Damage] = []
    ) -> HistoryComparison {
        HistoryComparison(
            target: target,
            history: ArchiveHistory(sets: history, forgotten: forgotten),
            found: FoundVolumes(folders: ["/media/usb"], sets: found, damages: damages)
        )
    }
}
