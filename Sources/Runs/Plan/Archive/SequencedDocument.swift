// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import OCI
import Plans
import Releases

/// The documents of an archive of oc-mirror v1 that are too large for a plan: the cache keeps them as blobs.
struct SequencedDocument {
    let cache: DiskCache

    /// Stores the bytes of a document; the call blocks.
    func store(_ bytes: [UInt8]) throws {
        let digest = Digest(of: bytes)
        if cache.holds(digest, size: Int64(bytes.count)) { return }
        let draft = try cache.makeDraft()
        defer { draft.discard() }
        try draft.append(bytes)
        try cache.keep(draft, as: digest)
    }

    /// Returns the bytes of a document; the call blocks.
    ///
    /// Throws `LostDocument` if the cache has them no more.
    func bytes(of document: PlannedArchive.Document) throws -> [UInt8] {
        let path = cache.path(of: document.digest)
        guard cache.holds(document.digest, size: document.size),
            let data = FileManager.default.contents(atPath: path)
        else { throw LostDocument(path: path) }
        return Array(data)
    }
}
