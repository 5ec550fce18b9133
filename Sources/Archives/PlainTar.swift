// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A plain tar archive in a file: the content of each member is a range of the file, and can be read in place.
package enum PlainTar {
    /// Visits the members in order, each with the offset of its content.
    ///
    /// The visitor may read the content with `reader`.
    ///
    /// Content that the visitor does not read is skipped. Returns the offset of the end-of-archive mark, behind the
    /// last member. Throws `PlainTarError` if the file is not whole or not plain, and the errors of the visitor. The
    /// call blocks; the file must be a regular file.
    package static func scan(
        _ path: String,
        limit: Int = TarReader.usualLimit,
        _ visit: (_ entry: TarEntry, _ offset: Int64, _ reader: TarReader) throws -> Void
    ) throws -> Int64 {
        guard let file = FileHandle(forReadingAtPath: path) else { throw PlainTarError.unreadable }
        defer { try? file.close() }
        let size = try reading { Int64(try file.seekToEnd()) }
        try checkBeginning(of: file, size)

        let reader = try open(path, limit)
        var end: Int64 = 0
        var last: String?
        while let entry = try next(of: reader, last) {
            // For example, a sparse file is not stored the way it is read.
            guard reader.headerPosition == end else { throw PlainTarError.stored(last ?? "") }
            let offset = reader.position
            guard (0...(.max - offset - Int64(TarEntry.blockSize))).contains(entry.size) else {
                throw PlainTarError.malformed(entry.path, "its size of \(entry.size) bytes is impossible")
            }
            end = offset + entry.size + Int64(entry.padding.count)
            guard end <= size else { throw PlainTarError.truncated(entry.path, end: end, size: size) }
            last = entry.path
            try visit(entry, offset, reader)
        }
        guard reader.headerPosition == end else { throw PlainTarError.stored(last ?? "") }
        try checkEnd(of: file, at: end, size)
        return end
    }

    /// Finds out from the first bytes of a file that is not a plain tar what it is.
    private static func checkBeginning(of file: FileHandle, _ size: Int64) throws {
        guard size > 0 else { throw PlainTarError.empty }
        let start = try reading {
            try file.seek(toOffset: 0)
            return [UInt8](try file.read(upToCount: 6) ?? Data())
        }
        let compressions: [(name: String, magic: [UInt8])] = [
            ("gzip", [0x1f, 0x8b]), ("zstd", [0x28, 0xb5, 0x2f, 0xfd]), ("bzip2", [0x42, 0x5a, 0x68]),
            ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
        ]
        for (name, magic) in compressions where start.starts(with: magic) { throw PlainTarError.compressed(name) }
    }

    /// Checks that the two empty blocks that end an archive are there.
    private static func checkEnd(of file: FileHandle, at end: Int64, _ size: Int64) throws {
        let mark = try reading {
            try file.seek(toOffset: UInt64(end))
            return [UInt8](try file.read(upToCount: TarEntry.endOfArchive.count) ?? Data())
        }
        guard mark == TarEntry.endOfArchive else { throw PlainTarError.endless(end: end, size: size) }
    }

    private static func open(_ path: String, _ limit: Int) throws -> TarReader {
        do {
            return try TarReader(plain: path, limit: limit)
        } catch {
            throw PlainTarError.noTar
        }
    }

    private static func next(of reader: TarReader, _ last: String?) throws -> TarEntry? {
        do {
            return try reader.next()
        } catch {
            guard last != nil || error.message != ArchiveError.noArchive else { throw PlainTarError.noTar }
            throw PlainTarError.malformed(last, error.message)
        }
    }

    private static func reading<Result>(_ body: () throws -> Result) throws(PlainTarError) -> Result {
        do {
            return try body()
        } catch {
            throw .unreadable
        }
    }
}
