// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets

/// The sets of volumes in folders, as the volumes themselves tell of them.
package struct FoundVolumes: Sendable {
    /// A volume that cannot be read, or is not what its plan says, in its folder.
    package struct Damage: Sendable {
        package let folder: String
        package let volume: LostVolume
    }

    /// The folders as they were named, without `file://`.
    package let folders: [String]
    /// In the order of their volumes.
    package internal(set) var sets: [FoundSet] = []
    package internal(set) var damages: [Damage] = []

    /// How many volumes were found.
    package var volumeCount: Int { sets.reduce(0) { $0 + $1.volumes.count } }
}
