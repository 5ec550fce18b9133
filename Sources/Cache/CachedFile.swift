// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Layouts
package import OCI

/// A file of the cache, told by its name.
package struct CachedFile: Sendable, Hashable {
    /// The folder of what is being written.
    static let draftFolder = "drafts"

    /// What a file of the cache is.
    package enum Kind: Sendable, Hashable {
        case blob(Digest)
        case document(CachedDocument)
        /// A file under way, or left behind by a run that was killed.
        case draft
    }

    package let kind: Kind
    /// The name below the root of the cache.
    package let name: String
    /// In bytes.
    package let size: Int64
    /// When the file was stored or used, whichever came last.
    package let lastUse: Date

    package init(kind: Kind, name: String, size: Int64, lastUse: Date) {
        self.kind = kind
        self.name = name
        self.size = size
        self.lastUse = lastUse
    }
}

extension CachedFile.Kind {
    /// Understands a name below the root of a cache; `nil` for whatever else may lie there.
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
