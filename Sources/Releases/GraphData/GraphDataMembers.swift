// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation

/// The members of an archive of graph data, by path, without owners, times and order.
///
/// The contents of its files are stored one after the other in a file on disk.
struct GraphDataMembers: Sendable {
    /// The folder of the data in the image.
    static let root = "var/lib/cincinnati-graph-data"
    /// The maximum total size of all files in bytes.
    static let sizeLimit: Int64 = 1 << 30
    static let countLimit = 500_000
    /// The maximum total length of all paths in bytes, including folders that are only implied.
    static let pathLimit = 64 << 20

    private enum Content: Sendable, Equatable {
        case folder
        case file(offset: UInt64, size: Int64, isExecutable: Bool)
        case link(target: String)
    }

    private var members: [String: Content] = [:]
    private var size: Int64 = 0
    private var pathBytes = 0

    /// Reads an archive to its end, and writes the contents of its files to `spool`.
    init(_ reader: TarReader, spool: FileHandle) throws {
        while let entry = try reader.next() { try add(entry, from: reader, spool) }
        guard members.values.contains(where: { $0 != .folder }) else {
            throw MemberError(path: nil, message: "the archive contains no file")
        }
    }

    private mutating func add(_ entry: TarEntry, from reader: TarReader, _ spool: FileHandle) throws {
        guard entry.path != "." else { return }
        guard TarEntry.parts(of: entry.path).allSatisfy({ !$0.utf8.starts(with: ".wh.".utf8) }) else {
            throw MemberError(path: entry.path, message: "in a layer this name would mean that something is removed")
        }
        guard !entry.leadsOut else { throw MemberError(path: entry.path, message: "it is a link that leads out") }
        try place(try content(of: entry, from: reader, spool), at: entry.path)
        var path = entry.path[...]
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            let folder = String(path)
            // The folders above a known folder are known too.
            if members[folder] == .folder { return }
            try place(.folder, at: folder)
        }
    }

    private mutating func content(
        of entry: TarEntry,
        from reader: TarReader,
        _ spool: FileHandle
    ) throws -> Content {
        switch entry.kind {
        case .directory: return .folder
        case .symbolicLink(let target): return .link(target: target)
        case .hardLink(let target):
            // After sorting, the link may come before its target, so it becomes a file of its own.
            guard case .file = members[target] else {
                throw MemberError(
                    path: entry.path,
                    message: "it is a link to `\(target)`, which does not precede it"
                )
            }
            return members[target] ?? .folder
        case .file:
            guard entry.size <= Self.sizeLimit - size else {
                throw MemberError(
                    path: entry.path,
                    message: "with it, the archive contains more than \(Self.sizeLimit) bytes"
                )
            }
            let offset = UInt64(size)
            while let chunk = try reader.read() {
                size += Int64(chunk.count)
                try spool.write(contentsOf: Data(chunk))
            }
            let isExecutable = entry.mode & 0o111 != 0
            return .file(offset: offset, size: entry.size, isExecutable: isExecutable)
        case .special: throw MemberError(path: entry.path, message: "it is a device or a pipe")
        }
    }

    private mutating func place(_ content: Content, at path: String) throws {
        guard let found = members[path] else {
            members[path] = content
            pathBytes += path.utf8.count
            guard pathBytes <= Self.pathLimit else {
                throw MemberError(
                    path: nil,
                    message: "the archive has paths of more than \(Self.pathLimit) bytes in all"
                )
            }
            return
        }
        guard found == .folder, content == .folder else {
            throw MemberError(path: path, message: "it is in the archive twice")
        }
    }

    /// Writes the members below ``root``, sorted, with fixed modes and times.
    func write(to writer: consuming TarWriter, spool: FileHandle) throws {
        try writer.begin(TarEntry(path: Self.root, kind: .directory, mode: 0o755))
        for (path, content) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let path = "\(Self.root)/\(path)"
            switch content {
            case .folder: try writer.begin(TarEntry(path: path, kind: .directory, mode: 0o755))
            case .link(let target):
                try writer.begin(TarEntry(path: path, kind: .symbolicLink(target: target), mode: 0o777))
            case .file(let offset, let size, let isExecutable):
                let mode: UInt16 = isExecutable ? 0o755 : 0o644
                try writer.begin(TarEntry(path: path, kind: .file(size: size), mode: mode))
                try spool.seek(toOffset: offset)
                var rest = size
                while rest > 0, let chunk = try spool.read(upToCount: Int(min(rest, 1 << 20))), !chunk.isEmpty {
                    try writer.write([UInt8](chunk))
                    rest -= Int64(chunk.count)
                }
            }
        }
        try writer.finish()
    }
}

/// An error that a member cannot be put into an image.
struct MemberError: Error {
    /// The member; `nil` for the whole archive.
    let path: String?
    let message: String

    var description: String { (path.map { "member `\($0)`: " } ?? "") + message }
}
