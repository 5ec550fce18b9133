// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc
package import Layouts
package import OCI

extension DiskCache {
    /// An unfinished file: it is removed unless it becomes a blob or a document.
    ///
    /// A killed run leaves its file in the folder `drafts`. Nothing reads it, and trimming removes it.
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

    /// The path of a digest's blob.
    package func path(of digest: Digest) -> String { blobs.path(of: digest) }

    /// Makes an empty file that only the caller uses.
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

    /// Turns a draft into the blob of the digest that its writer computed; removes the draft if that fails.
    ///
    /// An existing file is replaced in one step: a reader finds either the old or the new one.
    package func keep(_ draft: Draft, as digest: Digest) throws(LayoutError) {
        try keep(draft, at: path(of: digest))
    }

    /// Whether the cache has a blob with the promised bytes; the call blocks while they are read.
    package func holds(_ digest: Digest, size: Int64) -> Bool {
        guard blobs.holds(digest, size: size) else { return false }
        markUsed(path(of: digest))
        return true
    }

    /// Moves a draft to the path of a file.
    func keep(_ draft: Draft, at path: String) throws(LayoutError) {
        var isKept = false
        defer { if !isKept { draft.discard() } }
        try naming(path) { _ in
            try draft.file.close()
            // Foundation would remove the old file first, or refuse. Unsafe: the C strings live during the call.
            guard unsafe rename(draft.path, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
        isKept = true
    }

    /// Marks a file as used by its time; a file that cannot be written stays as it is.
    ///
    /// The access time is not used, because most systems update it once a day or never.
    package func markUsed(_ path: String) {
        // Unsafe: the C string lives during the call, and `nil` means the present time.
        _ = unsafe utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    }

    /// Makes the folder of a file, calls `body`, and turns Foundation's errors into messages that name the file.
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
