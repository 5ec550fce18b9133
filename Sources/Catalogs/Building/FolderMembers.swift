// SPDX-License-Identifier: Apache-2.0

import Archives
import Layers

/// The members of a layer without content, with the folders above them as the image has them.
struct FolderMembers {
    private(set) var entries: [TarEntry] = []
    private var known: Set<String> = []

    /// Adds missing folders, as far as their attributes in the image are known.
    mutating func add(_ folders: [ImageFolders.Folder]) throws(ArchiveError) {
        for folder in folders where known.insert(folder.path).inserted {
            guard let attributes = folder.attributes else { continue }
            entries.append(try TarEntry(folder: folder.path, attributes))
        }
    }

    mutating func add(_ entry: TarEntry) { entries.append(entry) }
}

extension TarEntry {
    /// Makes a folder with the attributes of an image.
    init(folder path: String, _ attributes: FolderAttributes) throws(ArchiveError) {
        try self.init(path: path, kind: .directory, mode: attributes.mode, owner: attributes.owner)
    }
}
