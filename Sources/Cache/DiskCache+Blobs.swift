// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc
package import Layouts
package import OCI

extension DiskCache {
    /// A file under way: it is removed unless it becomes a blob or a document.
    ///
    /// A run that is killed leaves its file in the folder `drafts`. Nothing reads it, and trimming removes it.
    package struct Draft: Sendable {
        package let path: String
        /// Open for reading and writing.
        package let file: FileHandle

        /// Adds bytes to the file.
        package func append(_ bytes: [UInt8]) throws(LayoutError) {
            do {
                try file.write(contentsOf: Data(bytes))
            } catch {
                throw LayoutError(unwritable: path, error)
            }
        }

        /// Closes and removes the file, if it is still there.
        package func discard() {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Where the blob of a digest lies.
    package func path(of digest: Digest) -> String { blobs.path(of: digest) }

    /// Makes an empty file that nobody else uses.
    package func makeDraft() throws(LayoutError) -> Draft {
        let path = path(of: "\(CachedFile.draftFolder)/\(UUID().uuidString)")
        return try naming(path) { url in
            try Data().write(to: url)
            do {
                return Draft(path: path, file: try FileHandle(forUpdating: url))
            } catch {
                try? FileManager.default.removeItem(at: url)
                throw error
            }
        }
    }

    /// Makes a draft the blob of the digest that its writer computed; a draft that cannot be is removed.
    ///
    /// It takes the place of what is there in one step: whoever reads at that moment finds the one or the other.
    package func keep(_ draft: Draft, as digest: Digest) throws(LayoutError) {
        try keep(draft, at: path(of: digest))
    }

    /// Whether the cache has a blob whose bytes are the promised ones; it blocks while they are read.
    package func holds(_ digest: Digest, size: Int64) -> Bool {
        guard blobs.holds(digest, size: size) else { return false }
        markUsed(path(of: digest))
        return true
    }

    /// Puts a draft in the place of a file.
    func keep(_ draft: Draft, at path: String) throws(LayoutError) {
        var isKept = false
        defer { if !isKept { draft.discard() } }
        try naming(path) { _ in
            try draft.file.close()
            // Foundation removes first, or refuses where a file is.
            guard unsafe rename(draft.path, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
        isKept = true
    }

    /// Says by the file's time that it is of use; what cannot be written stays as it is.
    ///
    /// The time of the last reading, which systems keep, is not it: most write it once a day or never.
    package func markUsed(_ path: String) {
        _ = unsafe utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    }

    /// Makes the folder of a file, calls `body`, and puts Foundation's errors into words that name the file.
    private func naming<Result>(_ path: String, _ body: (URL) throws -> Result) throws(LayoutError) -> Result {
        let url = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            return try body(url)
        } catch {
            throw LayoutError(unwritable: path, error)
        }
    }
}
