// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets

/// The sets of volumes in folders, described by the volumes themselves.
package struct FoundVolumes: Sendable {
    /// A volume that cannot be read, or does not match its plan, and its folder.
    package struct Damage: Sendable {
        package let folder: String
        package let volume: LostVolume
    }

    /// The folders as they were named, without `file://`.
    package let folders: [String]
    /// The sets, in the order of their volumes.
    package internal(set) var sets: [FoundSet] = []
    package internal(set) var damages: [Damage] = []

    /// The number of volumes that were found.
    package var volumeCount: Int { sets.reduce(0) { $0 + $1.volumes.count } }
}
