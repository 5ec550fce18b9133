// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Writes a tar archive, the same bytes for the same members.
///
/// Members are written in the order in which they are added; the caller sorts them.
package struct TarWriter: ~Copyable {
    private let output: ([UInt8]) throws -> Void
    private var member: TarEntry?
    private var rest: Int64 = 0

    /// Hands the bytes of the archive to `output` as they come.
    package init(_ output: @escaping ([UInt8]) throws -> Void) { self.output = output }

    /// Writes the archive to an open file.
    package init(_ file: FileHandle) {
        self.init { try file.write(contentsOf: Data($0)) }
    }

    /// Begins a member; a file's bytes follow through `write`.
    package mutating func begin(_ entry: TarEntry) throws {
        try endMember()
        guard entry.kind != .special else {
            throw ArchiveError(subject: "member `\(entry.path)`", message: "devices and pipes are not written")
        }
        try output(entry.header)
        member = entry
        rest = entry.size
    }

    /// Writes the next bytes of the member.
    package mutating func write(_ bytes: [UInt8]) throws {
        guard Int64(bytes.count) <= rest else {
            throw ArchiveError(subject: subject, message: "it is longer than announced")
        }
        rest -= Int64(bytes.count)
        try output(bytes)
    }

    /// Writes a member whose bytes are in memory.
    package mutating func add(_ path: String, _ bytes: [UInt8], mode: UInt16 = 0o644, modified: Int64 = 0) throws {
        try begin(TarEntry(path: path, kind: .file(size: Int64(bytes.count)), mode: mode, modified: modified))
        try write(bytes)
    }

    /// Ends the archive.
    package consuming func finish() throws {
        try endMember()
        try output(TarEntry.endOfArchive)
    }

    private var subject: String { "member `\(member?.path ?? "")`" }

    private mutating func endMember() throws {
        guard rest == 0 else { throw ArchiveError(subject: subject, message: "\(rest) bytes of it are missing") }
        if let padding = member?.padding, !padding.isEmpty { try output(padding) }
        member = nil
    }

    /// Makes an archive in memory from members and their bytes.
    package static func archive(_ members: [(entry: TarEntry, bytes: [UInt8])]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for (entry, content) in members {
            guard Int64(content.count) == entry.size, entry.kind != .special else {
                throw ArchiveError(subject: "member `\(entry.path)`", message: "it is not as long as announced")
            }
            bytes += entry.header + content + entry.padding
        }
        return bytes + TarEntry.endOfArchive
    }
}
