// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import Plans

@testable import ArchiveSets

/// Volumes as their headers describe them, without files.
enum VolumeValues {
    static func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

    /// A volume in `/media/usb`; without a set it is one that others wrote.
    static func volume(_ number: Int, of set: String?, part: Int = 1, parts: Int = 1, says: Int? = nil) -> ArchiveVolume
    {
        var volume = ArchiveVolume(name: VolumeName(number), path: "/media/usb/\(VolumeName(number))", size: 512)
        volume.description = set.map { set in
            VolumeDescription(plan: digest(set), volume: VolumeName(says ?? number), part: part, parts: parts)
        }
        return volume
    }

    /// The volumes of a set with these parts, of which the first has a number.
    static func set(_ set: String, first: Int, parts: Int, there: [Int]) -> [ArchiveVolume] {
        there.map { volume(first + $0 - 1, of: set, part: $0, parts: parts) }
    }

    /// What an index says of a set of volumes of 512 bytes, each with one blob that is named after its number.
    static func listed(_ set: String, _ numbers: [Int], size: Int64 = 512) -> ArchiveIndex.VolumeSet {
        .init(
            plan: digest(set),
            volumes: numbers.map { number in
                let blob = ArchiveIndex.Blob(digest: digest("blob \(number)"), offset: 0, size: 1)
                return .init(
                    name: "\(VolumeName(number))",
                    size: size,
                    checksum: digest("sum \(number)"),
                    blobs: [blob]
                )
            }
        )
    }
}
