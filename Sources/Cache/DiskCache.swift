// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import Layouts
package import OCI
package import Scheduling

/// A folder of files that can be downloaded or made again: removing it only costs time.
///
/// Blobs have the layout of a registry's storage. Documents are in the folder `mirror` beside them, by name. A file
/// appears completely or not at all, so several runs may share the folder. Using a file updates its time.
package struct DiskCache: Sendable {
    /// The folder; it is made when the first file is stored.
    package let root: String
    /// The lock that keeps files from being removed, as long as there is a copy of this value.
    let use: FileLock?

    /// Its blobs.
    package var blobs: BlobStore { BlobStore(root: root) }

    /// Makes a cache; unless `use` is held, other runs may remove its files at any time.
    package init(root: String, use: FileLock? = nil) {
        self.root = root
        self.use = use
    }

    /// The folder for everything except blobs.
    static let folder = "mirror"

    /// The path of a file with the given name, such as `graphs/sha256/<hex>.json`.
    package func path(of name: String) -> String { "\(root)/\(Self.folder)/\(name)" }

    /// Returns the content of a file of at most `limit` bytes, or `nil` if no such file can be read.
    package func bytes(of name: String, limit: Int) -> [UInt8]? {
        let path = path(of: name)
        guard let status = FileStatus(path), status.kind == .regular, status.size <= limit,
            let bytes = try? Data(contentsOf: URL(filePath: path))
        else { return nil }
        markUsed(path)
        return [UInt8](bytes)
    }

    /// Returns the content of a file whose bytes have the given digest; a file with other bytes counts as absent.
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
            // The caller did not ask for a draft.
            throw LayoutError(path: path, message: error.message, remedy: error.remedy)
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
