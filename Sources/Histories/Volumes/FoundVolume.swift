// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Foundation
package import OCI
package import Plans

/// A volume that was found in a folder.
package struct FoundVolume: Sendable {
    package let name: VolumeName
    /// The path of its file.
    package let path: String
    /// Its length in bytes.
    package let size: Int64
    /// The blobs and manifests in it.
    package let blobs: Set<Digest>
    /// The time when its file was written.
    package let written: Date
    /// Its checksum according to the index beside it, if the index describes this volume.
    package let indexed: Digest?
    /// The result of reading every byte of it, if it was read.
    package internal(set) var audit: VolumeAudit?

    /// The checksum from reading it, or else from the index.
    package var checksum: Digest? { audit?.checksum ?? indexed }

    /// The folder that its file is in.
    var folder: String { String(path.dropLast(name.description.count + 1)) }
}

extension FoundVolume {
    /// Describes a volume whose headers were read.
    init(_ volume: ArchiveVolume, indexed: Digest?) {
        let file = URL(filePath: volume.path).resolvingSymlinksInPath().path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        self.init(
            name: volume.name,
            path: volume.path,
            size: volume.size,
            blobs: Set(volume.blobs.map(\.digest)),
            written: attributes?[.modificationDate] as? Date ?? Date(timeIntervalSince1970: 0),
            indexed: indexed
        )
    }
}
