// SPDX-License-Identifier: Apache-2.0

import Archives
import Layouts
package import OCI

/// A file of a set, before it has a place in a volume.
package struct ArchiveMember: Sendable, Hashable {
    /// The content of the file.
    package enum Content: Sendable, Hashable {
        /// The description of the volume.
        case description
        case plan
        case document
        case manifest(Digest)
        /// A file of a registry's storage that names a blob or manifest.
        case link(Digest)
        case blob(Digest)
    }

    /// The path inside the archive.
    package let path: String
    /// The length of the content in bytes.
    package let size: Int64
    package let content: Content

    init(_ content: Content, at path: String, size: Int64) {
        self.path = path
        self.size = size
        self.content = content
    }

    static func manifest(_ manifest: Manifest) -> Self {
        let digest = manifest.descriptor.digest
        return Self(.manifest(digest), at: StoragePath.blob(digest), size: manifest.descriptor.size)
    }

    static func link(to digest: Digest, at path: String) -> Self {
        Self(.link(digest), at: path, size: Int64(digest.description.utf8.count))
    }

    package static func blob(_ digest: Digest, size: Int64) -> Self {
        Self(.blob(digest), at: StoragePath.blob(digest), size: size)
    }

    /// The entry of the member for tar.
    func entry() throws(ArchiveError) -> TarEntry { try TarEntry(path: path, kind: .file(size: size)) }

    /// The bytes before the content.
    package func header() throws -> [UInt8] { try entry().header }
}
