// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Foundation
package import OCI
package import Plans

/// A volume as it lies in a folder.
package struct FoundVolume: Sendable {
    package let name: VolumeName
    /// The path of its file.
    package let path: String
    /// Its length in bytes.
    package let size: Int64
    /// The blobs and manifests in it.
    package let blobs: Set<Digest>
    /// When its file was written.
    package let written: Date
    /// What the index beside it says its checksum is, if the index describes this volume.
    package let indexed: Digest?
    /// What reading every byte of it showed, if it was read.
    package internal(set) var audit: VolumeAudit?

    /// What it turned out to be, or what the index says.
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
