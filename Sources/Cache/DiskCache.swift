// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import Layouts
package import OCI
package import Scheduling

/// A folder of files that can be had again where they came from: whoever removes it loses time.
///
/// Blobs lie as in the storage of a registry, and documents by name in the folder `mirror` beside it. A file appears
/// whole or not at all, so runs at the same time share the folder. A file that is used is marked by its time.
package struct DiskCache: Sendable {
    /// The folder; it is made when the first file is stored.
    package let root: String
    /// Keeps what is here from being removed, as long as there is a copy of this value.
    let use: FileLock?

    /// Its blobs.
    package var blobs: BlobStore { BlobStore(root: root) }

    /// A cache whose files others may remove at any time, unless `use` is held.
    package init(root: String, use: FileLock? = nil) {
        self.root = root
        self.use = use
    }

    /// The folder of everything that is no blob.
    static let folder = "mirror"

    /// Where a file of the given name lies, such as `graphs/sha256/<hex>.json`.
    package func path(of name: String) -> String { "\(root)/\(Self.folder)/\(name)" }

    /// Returns the content of a file of at most `limit` bytes, or `nil` where there is none that can be read.
    package func bytes(of name: String, limit: Int) -> [UInt8]? {
        let path = path(of: name)
        guard let status = FileStatus(path), status.kind == .regular, status.size <= limit,
            let bytes = try? Data(contentsOf: URL(filePath: path))
        else { return nil }
        markUsed(path)
        return [UInt8](bytes)
    }

    /// Returns the content of a file whose bytes have the given digest; others count as absent.
    package func bytes(of name: String, digest: Digest, limit: Int) -> [UInt8]? {
        guard let bytes = bytes(of: name, limit: limit),
            Digest(of: bytes, algorithm: digest.algorithm) == digest
        else { return nil }
        return bytes
    }

    /// Stores a file under a name.
    package func store(_ bytes: [UInt8], as name: String) throws(LayoutError) {
        let path = path(of: name)
        do {
            try keep(try makeDraft(holding: bytes), at: path)
        } catch {
            // Nobody asked for a draft.
            throw LayoutError(path: path, message: error.message)
        }
    }

    private func makeDraft(holding bytes: [UInt8]) throws(LayoutError) -> Draft {
        let draft = try makeDraft()
        do {
            try draft.append(bytes)
        } catch {
            draft.discard()
            throw error
        }
        return draft
    }

    /// Removes a file, if it is there.
    package func remove(_ name: String) throws(LayoutError) {
        do {
            try FileManager.default.removeItem(atPath: path(of: name))
        } catch CocoaError.fileNoSuchFile {
            return
        } catch {
            throw LayoutError(
                path: path(of: name),
                message: "it cannot be removed from the cache: \(error.fileProblem)"
            )
        }
    }
}
