// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The volumes that a plan writes, and what is in them beside images.
package struct PlannedArchive: Sendable, Equatable, Codable {
    /// A volume.
    package struct Volume: Sendable, Equatable, Codable {
        /// The name of its file, such as `mirror_000001.tar`.
        package let name: String
        /// Its exact length in bytes.
        package let size: Int64

        package init(name: String, size: Int64) {
            self.name = name
            self.size = size
        }
    }

    /// A file that travels beside the images.
    package struct Document: Sendable, Equatable, Codable {
        /// The path inside the archive.
        package let path: String
        package let digest: Digest
        package let size: Int64
        /// The text itself, where there is no other place that it could be had from.
        package let content: String?

        package init(path: String, digest: Digest, size: Int64, content: String? = nil) {
            self.path = path
            self.digest = digest
            self.size = size
            self.content = content
        }
    }

    /// The most bytes of a volume that is believed: a tebibyte may be a blob, and a volume holds many.
    package static let sizeLimit: Int64 = 1 << 50

    /// The most bytes of a volume.
    package let limit: Int64
    /// The number of the first volume.
    package let firstVolume: Int
    /// The bytes that the plan's own file takes in the first volume; line feeds fill what it does not need.
    package let planRoom: Int64
    /// In the order of their numbers.
    package let volumes: [Volume]
    /// Sorted by path; the plan itself is not among them.
    package let documents: [Document]

    package init(
        limit: Int64,
        firstVolume: Int,
        planRoom: Int64 = 0,
        volumes: [Volume] = [],
        documents: [Document] = []
    ) {
        self.limit = limit
        self.firstVolume = firstVolume
        self.planRoom = planRoom
        self.volumes = volumes
        self.documents = documents
    }

    enum CodingKeys: String, CodingKey {
        case limit, volumes, documents
        case firstVolume = "first_volume"
        case planRoom = "plan_room"
    }
}
