// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import OCI

/// A folder of files that can be had again: whoever removes it loses time, nothing else.
///
/// A file appears whole or not at all, so runs at the same time share the folder.
package struct DiskCache: Sendable, Hashable {
    /// The folder; it is made when the first file is stored.
    package let root: String

    package init(root: String) { self.root = root }

    /// Where a file of the given name lies, such as `graphs/sha256/<hex>.json`.
    package func path(of name: String) -> String { "\(root)/\(name)" }

    /// Returns the content of a file of at most `limit` bytes, or `nil` where there is none that can be read.
    package func bytes(of name: String, limit: Int) -> [UInt8]? {
        let url = URL(filePath: path(of: name))
        guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= limit else { return nil }
        return (try? Data(contentsOf: url)).map { [UInt8]($0) }
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
        let url = URL(filePath: path(of: name))
        do {
            try makeFolder(of: url)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw LayoutError(unwritable: url.path, error)
        }
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

    func makeFolder(of url: URL) throws {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }
}
