// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A description of an archive, for people and for programs.
package struct ArchiveReport: Encodable, Sendable {
    /// The kind of the described path.
    package enum Kind: String, Encodable, Sendable {
        /// Volumes of mirror.
        case archive
        /// Volumes of another tool.
        case foreign
        /// A folder with the storage of a registry.
        case storage
        /// A single volume.
        case volume
        /// An index without volumes.
        case index
        /// Archives of oc-mirror v1.
        case sequences = "oc-mirror-v1"
    }

    package struct Volume: Encodable, Sendable {
        package let name: String
        package let size: Int64
        /// The plan of its set, and its part number in the set.
        package var plan: Digest?
        package var part: Int?
        package var parts: Int?
        package var blobs: Int
        /// The `VolumeChecksum` if the volume was read, or the index's value if the index was described.
        package var checksum: Digest?
    }

    /// A missing volume.
    package struct Lost: Encodable, Sendable {
        package let name: String
        package let reason: String
        /// The number of its blobs, if known.
        package let blobs: Int?
    }

    package let path: String
    package let kind: Kind
    package var sets: [SetReport] = []
    /// The archives of oc-mirror v1, in the order of their sequences; `nil` if it is another kind of archive.
    package var sequences: [SequenceReport]?
    package var volumes: [Volume] = []
    package var lost: [Lost] = []
    /// The number of blobs and manifests, each counted once.
    package var blobs = 0
    /// Their total size in bytes.
    package var bytes: Int64 = 0
    package var repositories: [String] = []
    package var tags = 0
    package var documents = 0
    /// Whether every byte was read and compared.
    package var verified = false
    /// The problems that were found.
    package var problems: [String] = []

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Whether nothing is missing and, as far as it was read, nothing is damaged.
    package var isWhole: Bool { lost.isEmpty && problems.isEmpty }
}
