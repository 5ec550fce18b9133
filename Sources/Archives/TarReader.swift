// SPDX-License-Identifier: Apache-2.0

import CLibArchive

/// Reads a tar archive, plain or compressed with gzip, zstd, bzip2 or xz, one member after the other.
///
/// Only one thread may use it at a time; its calls block.
// Safe: the archive, and the memory or the feed that it reads, live as long as this object.
@safe
package final class TarReader {
    /// The maximum number of members, unless a caller sets another limit.
    package static let usualLimit = 5_000_000

    /// The maximum number of warnings that are kept.
    static let warningLimit = 100

    private let archive: OpaquePointer
    private let subject: String
    private let limit: Int
    private var count = 0
    private var member = ""
    /// The archive itself, if it is read from memory.
    private let memory: UnsafeMutableRawBufferPointer?
    /// The source of bytes for libarchive, if the archive is still arriving.
    private let feed: ChunkFeed?
    /// Whether a path may begin with a slash, which some tools write in image layers; it then means the root of the
    /// image.
    package var takesAbsolutePaths = false
    /// The first warnings of libarchive about members that it delivered anyway.
    package private(set) var warnings: [String] = []

    /// Opens an archive in a file.
    package init(path: String, limit: Int = TarReader.usualLimit) throws(ArchiveError) {
        unsafe archive = Self.makeArchive()
        subject = path
        self.limit = limit
        unsafe memory = nil
        feed = nil
        guard unsafe archive_read_open_filename(archive, path, 256 << 10) == ARCHIVE_OK else {
            throw unsafe ArchiveError(archive, subject: subject)
        }
    }

    /// Opens an archive in memory; errors call it `name`.
    package init(_ bytes: [UInt8], name: String, limit: Int = TarReader.usualLimit) throws(ArchiveError) {
        unsafe archive = Self.makeArchive()
        subject = name
        self.limit = limit
        // libarchive keeps the pointer, so the bytes must not move.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe memory.copyBytes(from: bytes)
        unsafe self.memory = memory
        feed = nil
        guard unsafe archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK else {
            throw unsafe ArchiveError(archive, subject: subject)
        }
    }

    /// Opens an archive whose chunks another task hands over.
    init(_ handover: ChunkHandover, name: String, limit: Int) throws(ArchiveError) {
        unsafe archive = Self.makeArchive()
        subject = name
        self.limit = limit
        unsafe memory = nil
        let feed = ChunkFeed(handover)
        self.feed = feed
        guard unsafe feed.open(archive) == ARCHIVE_OK else { throw unsafe ArchiveError(archive, subject: subject) }
    }

    /// Opens a plain archive in a file, to go from header to header and read little else.
    init(plain path: String, limit: Int) throws(ArchiveError) {
        unsafe archive = Self.makeArchive(decompressing: false)
        subject = path
        self.limit = limit
        unsafe memory = nil
        feed = nil
        // This is how much is read ahead after each member.
        guard unsafe archive_read_open_filename(archive, path, 16 << 10) == ARCHIVE_OK else {
            throw unsafe ArchiveError(archive, subject: subject)
        }
    }

    /// The position of the header that was read last, or of the end of the archive.
    ///
    /// In bytes of the uncompressed archive.
    var headerPosition: Int64 { unsafe archive_read_header_position(archive) }

    /// The position of the next byte to read.
    var position: Int64 { unsafe archive_filter_bytes(archive, 0) }

    deinit {
        unsafe archive_read_free(archive)
        unsafe memory?.deallocate()
    }

    private static func makeArchive(decompressing: Bool = true) -> OpaquePointer {
        // libarchive fails here only without memory, and nothing can be done then.
        guard let archive = unsafe archive_read_new() else { fatalError("out of memory") }
        // An archive without members is empty. The tar format alone calls it an unknown format.
        unsafe archive_read_support_format_empty(archive)
        unsafe archive_read_support_format_tar(archive)
        guard decompressing else { return unsafe archive }
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        return unsafe archive
    }

    /// Returns the next member, or `nil` at the end of the archive.
    ///
    /// The unread rest of the previous member is skipped. A path that leads out of the archive is an error. Links are
    /// delivered, and tell by themselves whether they lead out.
    package func next() throws(ArchiveError) -> TarEntry? {
        guard count < limit else {
            throw ArchiveError(subject: subject, message: "it has more than the \(limit) members that are read")
        }
        return try UTF8Locale.use { () throws(ArchiveError) in try readHeader() }
    }

    private func readHeader() throws(ArchiveError) -> TarEntry? {
        var header: OpaquePointer?
        let status = unsafe archive_read_next_header(archive, &header)
        if status == ARCHIVE_EOF { return nil }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let header = unsafe header else {
            throw unsafe ArchiveError(archive, subject: subject)
        }
        count += 1
        guard let path = unsafe Self.text(archive_entry_pathname_utf8(header), archive_entry_pathname(header)) else {
            throw ArchiveError(subject: subject, message: "a member has no name")
        }
        let isRooted = takesAbsolutePaths && path.unicodeScalars.first == "/"
        let entry = try TarEntry(
            path: isRooted ? ".\(path)" : path,
            kind: unsafe Self.kind(of: header),
            mode: UInt16(truncatingIfNeeded: unsafe archive_entry_perm(header)),
            owner: TarEntry.Owner(
                user: Int64(unsafe archive_entry_uid(header)),
                group: Int64(unsafe archive_entry_gid(header))
            ),
            modified: Int64(unsafe archive_entry_mtime(header))
        )
        member = path
        if status == ARCHIVE_WARN, warnings.count < Self.warningLimit {
            warnings.append("\(path): \(unsafe ArchiveError(archive, subject: "").message)")
        }
        return entry
    }

    private static func kind(of header: OpaquePointer) -> TarEntry.Kind {
        if let target = unsafe text(archive_entry_hardlink_utf8(header), archive_entry_hardlink(header)) {
            return .hardLink(target: target)
        }
        // The types are the file type bits of POSIX.
        switch unsafe archive_entry_filetype(header) {
        case 0o100000: return .file(size: unsafe archive_entry_size(header))
        case 0o040000: return .directory
        case 0o120000:
            let target = unsafe text(archive_entry_symlink_utf8(header), archive_entry_symlink(header))
            return .symbolicLink(target: target ?? "")
        default: return .special
        }
    }

    /// The first of two forms of a name that exists.
    private static func text(_ utf8: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?) -> String? {
        if let utf8 = unsafe utf8 { return unsafe String(cString: utf8) }
        return unsafe bytes.map { unsafe String(cString: $0) }
    }

    /// Returns the next bytes of the member, or `nil` at its end.
    package func read(upTo limit: Int = 256 << 10) throws(ArchiveError) -> [UInt8]? {
        var failed = false
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let result = unsafe archive_read_data(archive, buffer.baseAddress, limit)
            failed = result < 0
            count = max(0, result)
        }
        guard !failed else { throw unsafe ArchiveError(archive, subject: "\(subject), member `\(member)`") }
        return chunk.isEmpty ? nil : chunk
    }

    /// Reads the rest of the member into memory.
    package func readAll(limit: Int) throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try read() {
            guard bytes.count + chunk.count <= limit else {
                throw ArchiveError(
                    subject: "\(subject), member `\(member)`",
                    message: "it is longer than the \(limit) bytes that are read"
                )
            }
            bytes += chunk
        }
        return bytes
    }
}
