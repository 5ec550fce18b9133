// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc
package import OCI

extension DiskCache {
    /// A file under way: it is removed unless it becomes a blob.
    ///
    /// A run that is killed leaves its file in the folder `drafts`. Nothing reads it, and while no run is under way
    /// the folder may be removed.
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
    package func path(of digest: Digest) -> String { path(of: "blobs/\(digest.algorithm.rawValue)/\(digest.hex)") }

    /// Makes an empty file that nobody else uses.
    package func makeDraft() throws(LayoutError) -> Draft {
        let path = path(of: "drafts/\(UUID().uuidString)")
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
        let path = path(of: digest)
        var isKept = false
        defer { if !isKept { draft.discard() } }
        try naming(path) { _ in
            try draft.file.close()
            // Foundation removes first, or refuses where a file is.
            guard unsafe rename(draft.path, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
        isKept = true
    }

    /// Whether the cache has a blob whose bytes are the promised ones; it blocks while they are read.
    package func holds(_ digest: Digest, size: Int64) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path(of: digest)) else { return false }
        defer { try? file.close() }
        var hasher = DigestHasher(digest.algorithm)
        while hasher.count <= size, let chunk = try? file.read(upToCount: 1 << 20), !chunk.isEmpty {
            hasher.update([UInt8](chunk))
        }
        return hasher.count == size && hasher.finalize() == digest
    }

    /// Makes the folder of a file, calls `body`, and puts Foundation's errors into words that name the file.
    private func naming<Result>(_ path: String, _ body: (URL) throws -> Result) throws(LayoutError) -> Result {
        let url = URL(filePath: path)
        do {
            try makeFolder(of: url)
            return try body(url)
        } catch {
            throw LayoutError(unwritable: path, error)
        }
    }
}
