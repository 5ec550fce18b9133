// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Plans

/// The folder of a new archive, before it is written.
struct TargetFolder: Sendable, Equatable {
    /// The path as given by the user.
    let path: String
    /// The names of the files in it.
    let names: [String]
    /// Whether the path would exist if it began at the root.
    let isAtRoot: Bool

    init(path: String, names: [String], isAtRoot: Bool = false) {
        self.path = path
        self.names = names
        self.isAtRoot = isAtRoot
    }

    /// Lists a folder; a missing folder has no files.
    init(reading path: String) {
        self.init(
            path: path,
            names: (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [],
            isAtRoot: FileManager.default.fileExists(atPath: "/\(path)")
        )
    }

    /// The volumes in it.
    var volumes: [VolumeName] { names.compactMap { VolumeName(file: $0) } }

    /// The number of the next volume: no existing volume is overwritten, not even a foreign one.
    func firstVolume(after history: ArchiveHistory?) throws(NoVolumeNumberLeft) -> Int {
        let last = max(history?.lastVolume ?? 0, volumes.max()?.number ?? 0)
        guard last < VolumeName.numberLimit else { throw NoVolumeNumberLeft(folder: path, last: VolumeName(last)) }
        return last + 1
    }
}
