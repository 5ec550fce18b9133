// SPDX-License-Identifier: Apache-2.0

/// A member of a tar archive.
package struct TarEntry: Sendable, Equatable {
    /// The type of a member.
    package enum Kind: Sendable, Equatable {
        case file(size: Int64)
        case directory
        case symbolicLink(target: String)
        /// Another name of an earlier member.
        case hardLink(target: String)
        /// A device or pipe, which is skipped and never written.
        case special
    }

    /// The owner of a member, by the numbers of the user and of the group.
    package struct Owner: Sendable, Hashable, Codable {
        package let user: Int64
        package let group: Int64

        package init(user: Int64, group: Int64) {
            self.user = max(0, user)
            self.group = max(0, group)
        }

        package static let root = Self(user: 0, group: 0)
    }

    /// The maximum length of a path or of a link's target in bytes; no file system accepts longer ones.
    package static let pathLimit = 4096

    /// The path inside the archive: relative, without `.`, `..` and empty parts.
    package let path: String
    package let kind: Kind
    /// The permission bits.
    package let mode: UInt16
    package let owner: Owner
    /// Seconds since 1970.
    package let modified: Int64

    /// Describes a member; fails if the path leads out of the folder that the archive is unpacked to, or is too long.
    package init(
        path: String,
        kind: Kind,
        mode: UInt16 = 0o644,
        owner: Owner = .root,
        modified: Int64 = 0
    ) throws(ArchiveError) {
        self.path = try Self.normalize(path)
        try Self.check(kind, of: self.path)
        self.kind = kind
        self.mode = mode & 0o7777
        self.owner = owner
        self.modified = modified
    }

    /// The number of bytes that follow the header; only files have any.
    package var size: Int64 {
        guard case .file(let size) = kind else { return 0 }
        return size
    }

    /// Whether the member is a link that leads out of the folder that the archive is unpacked to.
    ///
    /// In image layers an absolute target is common and means the root of the image. Code that unpacks elsewhere must
    /// not follow it.
    package var leadsOut: Bool {
        switch kind {
        case .symbolicLink(let target): Self.leadsOut(target, from: Self.parts(of: path).dropLast().count)
        case .hardLink(let target): Self.leadsOut(target, from: 0)
        default: false
        }
    }

    private static func leadsOut(_ target: String, from start: Int) -> Bool {
        guard target.unicodeScalars.first != "/" else { return true }
        var depth = start
        for part in parts(of: target) where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }

    /// Splits a path as a file system does: for `Character`, a slash before a combining mark is not a slash.
    package static func parts(of path: String) -> [Substring] {
        path.unicodeScalars.split(separator: "/").map(Substring.init)
    }

    /// The path without `./`, doubled and trailing slashes; `.` for the root itself.
    private static func normalize(_ path: String) throws(ArchiveError) -> String {
        func refuse(_ message: String) -> ArchiveError {
            ArchiveError(subject: "member `\(path.prefix(200))`", message: message)
        }
        guard path.utf8.count <= pathLimit else { throw refuse("its path is longer than \(pathLimit) bytes") }
        guard !path.isEmpty else { throw refuse("it has no name") }
        guard path.unicodeScalars.first != "/" else { throw refuse("its path is absolute") }
        guard !path.utf8.contains(0) else { throw refuse("its path has a zero byte") }
        let parts = parts(of: path).filter { $0 != "." }
        guard !parts.contains("..") else { throw refuse("its path leads out of the archive") }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    private static func check(_ kind: Kind, of path: String) throws(ArchiveError) {
        switch kind {
        case .symbolicLink(let target), .hardLink(let target):
            guard target.utf8.count <= pathLimit else {
                throw ArchiveError(
                    subject: "member `\(path.prefix(200))`",
                    message: "the target of its link is longer than \(pathLimit) bytes"
                )
            }
        case .file, .directory, .special: break
        }
    }
}
