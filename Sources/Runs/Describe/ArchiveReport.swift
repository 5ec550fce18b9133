// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What is in an archive, for people and for programs.
package struct ArchiveReport: Encodable, Sendable {
    /// What was looked at.
    package enum Kind: String, Encodable, Sendable {
        /// Volumes that mirror wrote.
        case archive
        /// Volumes that somebody else wrote.
        case foreign
        /// A folder that is the storage of a registry.
        case storage
        /// One volume by itself.
        case volume
        /// The index alone.
        case index
    }

    package struct Volume: Encodable, Sendable {
        package let name: String
        package let size: Int64
        /// The plan of its set, and which part of the set it is.
        package var plan: Digest?
        package var part: Int?
        package var parts: Int?
        package var blobs: Int
        /// What `VolumeChecksum` makes of it if it was read, or what the index says if that was described.
        package var checksum: Digest?
    }

    /// A volume that should be there.
    package struct Lost: Encodable, Sendable {
        package let name: String
        package let reason: String
        /// How many blobs it had, if that is known.
        package let blobs: Int?
    }

    package let path: String
    package let kind: Kind
    package var sets: [SetReport] = []
    package var volumes: [Volume] = []
    package var lost: [Lost] = []
    /// How many blobs and manifests there are, each counted once.
    package var blobs = 0
    /// The bytes of these.
    package var bytes: Int64 = 0
    package var repositories: [String] = []
    package var tags = 0
    package var documents = 0
    /// Whether every byte was read and compared.
    package var verified = false
    /// What is wrong.
    package var problems: [String] = []

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Whether everything is there and, as far as it was read, as it should be.
    package var isWhole: Bool { lost.isEmpty && problems.isEmpty }
}
