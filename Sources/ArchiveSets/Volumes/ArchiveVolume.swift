// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A volume and what its headers say is in it.
package struct ArchiveVolume: Sendable {
    package let name: VolumeName
    /// The path of its file.
    package let path: String
    /// Its length in bytes.
    package let size: Int64
    /// Which set it belongs to; `nil` for what somebody else wrote.
    package internal(set) var description: VolumeDescription?
    /// The blobs and manifests, by their offset.
    package internal(set) var blobs: [ArchiveIndex.Blob] = []
    /// The members that are no part of a registry's storage, by their path.
    package internal(set) var documents: [String: ByteRange] = [:]
    /// What tags name, in the order of their members.
    package internal(set) var tags: [TagLink] = []
    /// The repositories of each blob, in volumes that somebody else wrote.
    package internal(set) var holders: [Digest: Set<RepositoryName>] = [:]
    /// The repositories that have a manifest or a tag here.
    package internal(set) var repositories: Set<RepositoryName> = []
    /// Where its last member ends.
    var end: Int64 = 0

    init(name: VolumeName, path: String, size: Int64) {
        self.name = name
        self.path = path
        self.size = size
    }

    /// A range of bytes in a file.
    package struct ByteRange: Sendable, Hashable {
        package let offset: Int64
        package let size: Int64
    }

    /// What a tag names in a repository.
    package struct TagLink: Sendable, Hashable {
        package let tag: Tag
        package let repository: RepositoryName
        package let digest: Digest
    }
}
