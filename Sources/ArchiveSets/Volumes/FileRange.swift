// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts

/// Bytes of a file: where a member of a volume has its content, or all of a file.
struct FileRange: Sendable {
    let path: String
    /// The length that the file has to have; it changed since it was looked at if it has another one.
    let fileSize: Int64
    let offset: Int64
    let size: Int64

    /// Opens the file at a place in the range.
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

    /// Streams the range from a place in it to its end.
    func stream(from start: Int64 = 0) throws(ArchiveSetError) -> FileStream {
        FileStream(try open(from: start), path: path, size: size - start)
    }

    /// Reads the member that the range is, of at most `limit` bytes; it blocks.
    func bytes(of member: String, limit: Int) throws(ArchiveSetError) -> [UInt8] {
        guard size <= limit else {
            throw ArchiveSetError(
                path: path,
                message: "its member `\(member)` has \(size) bytes, more than the \(limit) that are read"
            )
        }
        return try bytes()
    }

    /// Reads the whole range, of which the caller has made sure that it is not too long; it blocks.
    func bytes() throws(ArchiveSetError) -> [UInt8] {
        let handle = try open()
        defer { try? handle.close() }
        do {
            let bytes = [UInt8](try handle.read(upToCount: Int(size)) ?? Data())
            if bytes.count == size { return bytes }
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read")
        }
        throw ArchiveSetError(path: path, message: "it ends early, inside what lies at \(offset)")
    }
}
