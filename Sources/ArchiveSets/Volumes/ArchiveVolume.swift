// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A volume, with the contents in its headers.
package struct ArchiveVolume: Sendable {
    package let name: VolumeName
    /// The path of its file.
    package let path: String
    /// Its length in bytes.
    package let size: Int64
    /// The set that it belongs to; `nil` for a foreign volume.
    package internal(set) var description: VolumeDescription?
    /// The blobs and manifests, by their offset.
    package internal(set) var blobs: [ArchiveIndex.Blob] = []
    /// The members that are not part of a registry's storage, by path.
    package internal(set) var documents: [String: ByteRange] = [:]
    /// The digests of tags, in the order of their members.
    package internal(set) var tags: [TagLink] = []
    /// The repositories of each blob, for foreign volumes.
    package internal(set) var holders: [Digest: Set<RepositoryName>] = [:]
    /// The repositories with a manifest or a tag in the volume.
    package internal(set) var repositories: Set<RepositoryName> = []
    /// The end of its last member.
    var end: Int64 = 0

    init(name: VolumeName, path: String, size: Int64) {
        self.name = name
        self.path = path
        self.size = size
    }

    /// The name of its file.
    package var file: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A range of bytes in a file.
    package struct ByteRange: Sendable, Hashable {
        package let offset: Int64
        package let size: Int64

        package init(offset: Int64, size: Int64) {
            self.offset = offset
            self.size = size
        }
    }

    /// The digest of a tag in a repository.
    package struct TagLink: Sendable, Hashable {
        package let tag: Tag
        package let repository: RepositoryName
        package let digest: Digest

        package init(tag: Tag, repository: RepositoryName, digest: Digest) {
            self.tag = tag
            self.repository = repository
            self.digest = digest
        }
    }
}
