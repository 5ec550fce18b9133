// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Layouts
package import OCI

/// A file of the cache, identified by its name.
package struct CachedFile: Sendable, Hashable {
    /// The folder of unfinished files.
    static let draftFolder = "drafts"

    /// The kind of a file in the cache.
    package enum Kind: Sendable, Hashable {
        case blob(Digest)
        case document(CachedDocument)
        /// A file that is being written, or was left by a killed run.
        case draft
    }

    package let kind: Kind
    /// The name below the root of the cache.
    package let name: String
    /// In bytes.
    package let size: Int64
    /// The time when the file was stored or last used.
    package let lastUse: Date

    package init(kind: Kind, name: String, size: Int64, lastUse: Date) {
        self.kind = kind
        self.name = name
        self.size = size
        self.lastUse = lastUse
    }
}

extension CachedFile.Kind {
    /// Parses a name below the root of a cache; `nil` for any other file.
    package init?(_ name: String) {
        if case .blob(let digest) = StoredFile(name), StoragePath.blob(digest) == name {
            self = .blob(digest)
            return
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[0] == DiskCache.folder else { return nil }
        if parts[1] == CachedFile.draftFolder {
            guard parts.count == 3, UUID(uuidString: String(parts[2])) != nil else { return nil }
            self = .draft
        } else if let document = CachedDocument(parts.dropFirst()) {
            self = .document(document)
        } else {
            return nil
        }
    }
}
