// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans

extension ArchiveIndex {
    /// The index with a set; replaces an earlier entry of the set.
    package func adding(_ set: VolumeSet) -> ArchiveIndex {
        ArchiveIndex(sets: (sets.filter { $0.plan != set.plan } + [set]).sorted { $0.firstVolume < $1.firstVolume })
    }

    /// Writes the index of a folder completely or not at all.
    package func write(in folder: String) throws(ArchiveSetError) {
        let path = "\(folder)/\(Self.fileName)"
        do {
            try data().write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ArchiveSetError(
                path: path,
                message: "it cannot be written: \(error.fileProblem)",
                remedy: "The volumes are complete; run the same plan again to write it."
            )
        }
    }
}
