// SPDX-License-Identifier: Apache-2.0

import Layouts
package import OCI

/// The contents of a set: the same value when it is planned and when it is written.
package struct SetContents: Sendable, Equatable {
    /// An image with its place in the storage of a registry.
    package struct Image: Sendable, Equatable {
        package let repository: RepositoryName
        /// The tag; `nil` if the image is stored by digest only.
        package let tag: Tag?
        package let tree: ImageTree

        package init(repository: RepositoryName, tag: Tag?, tree: ImageTree) {
            self.repository = repository
            self.tag = tag
            self.tree = tree
        }
    }

    /// A file beside the images.
    package struct Document: Sendable, Hashable {
        package let path: String
        package let size: Int64

        package init(path: String, size: Int64) {
            self.path = path
            self.size = size
        }
    }

    /// A blob that no earlier set carried.
    package struct Blob: Sendable, Hashable {
        package let digest: Digest
        package let size: Int64

        package init(digest: Digest, size: Int64) {
            self.digest = digest
            self.size = size
        }
    }

    package var documents: [Document]
    package var images: [Image]
    package var blobs: [Blob]

    package init(documents: [Document], images: [Image], blobs: [Blob]) {
        self.documents = documents
        self.images = images
        self.blobs = blobs
    }

    /// The small members that name others: documents, then links and manifests, by path.
    var small: [ArchiveMember] {
        let files = documents.sorted { $0.path < $1.path }
            .map { ArchiveMember(.document, at: $0.path, size: $0.size) }
        var stored: [String: ArchiveMember] = [:]
        for image in images {
            for member in image.members { stored[member.path] = member }
        }
        return files + stored.values.sorted { $0.path < $1.path }
    }

    /// The blobs, the longest first, so that volumes are filled well.
    var large: [ArchiveMember] {
        blobs.sorted { ($0.size, $1.digest) > ($1.size, $0.digest) }.map { .blob($0.digest, size: $0.size) }
    }
}

extension SetContents.Image {
    /// The manifests, and the links with which a registry finds them and the blobs.
    fileprivate var members: [ArchiveMember] {
        let root = tree.root.descriptor.digest
        var members = tree.manifests.map { ArchiveMember.manifest($0) }
        members += tree.manifests.map(\.descriptor.digest)
            .map { .link(to: $0, at: StoragePath.revision($0, in: repository)) }
        members += tree.blobs.map { .link(to: $0.digest, at: StoragePath.layer($0.digest, in: repository)) }
        if let tag {
            members.append(.link(to: root, at: StoragePath.tag(tag, in: repository)))
            members.append(.link(to: root, at: StoragePath.taggedRevision(root, of: tag, in: repository)))
        }
        return members
    }
}
