// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts

/// A range of bytes in a file: the content of a volume's member, or a whole file.
struct FileRange: Sendable {
    let path: String
    /// The expected length of the file; if it differs, the file has changed since it was listed.
    let fileSize: Int64
    let offset: Int64
    let size: Int64

    /// Opens the file at an offset in the range.
    func open(from start: Int64 = 0) throws(ArchiveSetError) -> FileHandle {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ArchiveSetError(path: path, message: "it cannot be read; it may have been removed")
        }
        let found: Int64
        do {
            found = Int64(try handle.seekToEnd())
            try handle.seek(toOffset: UInt64(offset + start))
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read")
        }
        guard found == fileSize else {
            throw ArchiveSetError(
                path: path,
                message: "it has changed while it was in use: found \(found) bytes, expected \(fileSize)"
            )
        }
        return handle
    }

    /// Streams the range from an offset to its end.
    func stream(from start: Int64 = 0) throws(ArchiveSetError) -> FileStream {
        FileStream(try open(from: start), path: path, size: size - start)
    }

    /// Reads the member at the range, if it has at most `limit` bytes; the call blocks.
    func bytes(of member: String, limit: Int) throws(ArchiveSetError) -> [UInt8] {
        guard size <= limit else {
            throw ArchiveSetError(
                path: path,
                message: "its member `\(member)` has \(size) bytes, more than the \(limit) that are read"
            )
        }
        return try bytes()
    }

    /// Reads the whole range; the call blocks.
    ///
    /// The caller checks that the range is not too long.
    func bytes() throws(ArchiveSetError) -> [UInt8] {
        let handle = try open()
        defer { try? handle.close() }
        do {
            let bytes = [UInt8](try handle.read(upToCount: Int(size)) ?? Data())
            if bytes.count == size { return bytes }
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read")
        }
        throw ArchiveSetError(path: path, message: "it ends early, inside the member at \(offset)")
    }
}
