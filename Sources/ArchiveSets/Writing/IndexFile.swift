// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

extension ArchiveIndex {
    /// The most bytes of an index that are read.
    package static let sizeLimit = 1 << 30

    /// Reads the index of a folder; `nil` where there is none, or one that cannot be used.
    package static func read(in folder: String) -> ArchiveIndex? {
        let url = URL(filePath: "\(folder)/\(fileName)")
        guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= sizeLimit,
            let data = try? Data(contentsOf: url), let index = try? JSONDecoder().decode(ArchiveIndex.self, from: data),
            index.kind == kind, index.formatVersion.split(separator: ".").first == "1"
        else { return nil }
        return index
    }

    /// The index with a set, in the place of an earlier record of it.
    package func adding(_ set: Set) -> ArchiveIndex {
        func first(_ set: Set) -> String { set.volumes.first?.name ?? "" }
        return ArchiveIndex(sets: (sets.filter { $0.plan != set.plan } + [set]).sorted { first($0) < first($1) })
    }

    /// Writes the index of a folder; it appears whole or not at all.
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
