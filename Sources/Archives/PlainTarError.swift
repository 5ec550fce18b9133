// SPDX-License-Identifier: Apache-2.0

/// The reason why a file is not a whole, plain tar archive with each member in one piece.
package enum PlainTarError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable
    case empty
    /// The file is compressed, by the program that is named.
    case compressed(String)
    case noTar
    /// The file ends inside a member.
    case truncated(String, end: Int64, size: Int64)
    /// The end-of-archive mark is missing: the file was cut between two members, or overwritten there.
    case endless(end: Int64, size: Int64)
    /// A member, or the bytes after it, are not valid tar.
    case malformed(String?, String)
    /// The content of a member is not stored as the plain bytes behind its header.
    case stored(String)

    package var description: String {
        switch self {
        case .unreadable: "it cannot be read"
        case .empty: "it is empty, expected a tar archive"
        case .compressed(let program): "it is compressed with \(program), expected a plain tar archive"
        case .noTar: "it is not a tar archive, or its first header is damaged"
        case .truncated(let member, let end, let size):
            "it ends inside its member `\(member)`: found \(size) bytes, expected at least \(end)"
        case .endless(let end, let size) where size < end + Int64(TarEntry.endOfArchive.count):
            "it ends after a member, without the end-of-archive mark: found \(size) bytes, expected more"
        case .endless(let end, _): "at \(end) there is neither a member nor the end-of-archive mark"
        case .malformed(let member, let message):
            member.map { "its member `\($0)`, or the part after it, is damaged: \(message)" }
                ?? "its first member is damaged: \(message)"
        case .stored(let member): "its member `\(member)` is stored in pieces, as sparse files are"
        }
    }
}
