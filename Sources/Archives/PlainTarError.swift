// SPDX-License-Identifier: Apache-2.0

/// Why a file is not a plain tar archive, whole and with its members in one piece each.
package enum PlainTarError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable
    case empty
    /// The program is named by which it was compressed.
    case compressed(String)
    case noTar
    /// The file ends inside a member.
    case truncated(String, end: Int64, size: Int64)
    /// The mark is missing that ends an archive: the file was cut between two members, or overwritten there.
    case endless(end: Int64, size: Int64)
    /// A member, or what follows it, is not what tar archives are made of.
    case malformed(String?, String)
    /// The content of a member is not simply the bytes behind its header.
    case stored(String)

    package var description: String {
        switch self {
        case .unreadable: "it cannot be read"
        case .empty: "it is empty, expected a tar archive"
        case .compressed(let program): "it is compressed with \(program), expected a plain tar archive"
        case .noTar: "it is no tar archive, or its first header is damaged"
        case .truncated(let member, let end, let size):
            "it ends inside its member `\(member)`: found \(size) bytes, expected at least \(end)"
        case .endless(let end, let size) where size < end + Int64(TarEntry.endOfArchive.count):
            "it ends behind a member, without the mark of an end: found \(size) bytes, expected more"
        case .endless(let end, _): "at \(end) there is neither a member nor the mark of an end"
        case .malformed(let member, let message):
            member.map { "its member `\($0)`, or what follows it, is damaged: \(message)" }
                ?? "its first member is damaged: \(message)"
        case .stored(let member): "its member `\(member)` is stored in pieces, as sparse files are"
        }
    }
}
