// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Plans

/// The folder that an archive is written to, as it is before.
struct TargetFolder: Sendable, Equatable {
    /// The path as the user gave it.
    let path: String
    /// The names of the files in it.
    let names: [String]
    /// Whether the path would be there if it began at the root.
    let isAtRoot: Bool

    init(path: String, names: [String], isAtRoot: Bool = false) {
        self.path = path
        self.names = names
        self.isAtRoot = isAtRoot
    }

    /// Looks into a folder; one that is not there has no files.
    init(reading path: String) {
        self.init(
            path: path,
            names: (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [],
            isAtRoot: FileManager.default.fileExists(atPath: "/\(path)")
        )
    }

    /// The volumes in it.
    var volumes: [VolumeName] { names.compactMap { VolumeName(file: $0) } }

    /// The number of the next volume: no volume is overwritten, and none that somebody else wrote.
    func firstVolume(after history: ArchiveHistory?) throws(NoVolumeNumberLeft) -> Int {
        let last = max(history?.lastVolume ?? 0, volumes.max()?.number ?? 0)
        guard last < VolumeName.numberLimit else { throw NoVolumeNumberLeft(folder: path, last: VolumeName(last)) }
        return last + 1
    }
}
