// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import OCI
import Plans

/// The index beside the volumes: their checksums, and the offset of each blob.
///
/// It can be rebuilt from the volumes, and reading does not depend on it.
package struct ArchiveIndex: Sendable, Hashable, Codable {
    package static let fileName = "mirror_index.json"
    package static let kind = "MirrorIndex"

    /// One complete set of volumes.
    package struct VolumeSet: Sendable, Hashable, Codable {
        /// The id of the plan from which it was written.
        package var plan: Digest
        /// The volumes, in the order of their numbers.
        package var volumes: [Volume]

        package init(plan: Digest, volumes: [Volume]) {
            self.plan = plan
            self.volumes = volumes
        }

        /// The number of its first volume.
        var firstVolume: Int { volumes.first.flatMap { VolumeName(file: $0.name) }?.number ?? 0 }
    }

    /// A volume and the blobs in it.
    package struct Volume: Sendable, Hashable, Codable {
        /// The name of its file.
        package var name: String
        /// Its length in bytes.
        package var size: Int64
        /// The `VolumeChecksum` of its members.
        package var checksum: Digest
        /// The blobs and manifests, by their offset.
        package var blobs: [Blob]

        package init(name: String, size: Int64, checksum: Digest, blobs: [Blob]) {
            self.name = name
            self.size = size
            self.checksum = checksum
            self.blobs = blobs
        }
    }

    /// A blob or manifest in a volume.
    package struct Blob: Sendable, Hashable, Codable {
        package var digest: Digest
        /// The offset of its first byte in the volume.
        package var offset: Int64
        package var size: Int64

        package init(digest: Digest, offset: Int64, size: Int64) {
            self.digest = digest
            self.offset = offset
            self.size = size
        }
    }

    package var formatVersion = "1.0"
    package var kind = ArchiveIndex.kind
    /// The sets, in the order of their volumes.
    package var sets: [VolumeSet]

    package init(sets: [VolumeSet]) { self.sets = sets }

    enum CodingKeys: String, CodingKey {
        case kind, sets
        case formatVersion = "format_version"
    }

    /// The canonical bytes.
    package func data() throws -> Data { try CanonicalJSON.data(of: self) }
}
