// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A problem of a channel that makes its updates ambiguous.
package enum ChannelProblem: Sendable, Hashable, CustomStringConvertible {
    case noEntries
    case duplicateEntry(String)
    case replacesItself(String)
    case skipsItself(String)
    /// Every entry is replaced or skipped by another one.
    case noHead
    /// Several entries are not replaced or skipped by another one, sorted.
    case severalHeads([String])
    /// Each entry replaces or skips the next one, and the last one replaces or skips the first.
    case cycle([String])
    /// Entries that no update path reaches, sorted: they are neither on the head's chain nor skipped.
    case stranded([String])

    package var description: String {
        switch self {
        case .noEntries: "it has no entries"
        case .duplicateEntry(let name): "it has the entry `\(printable(name))` more than once"
        case .replacesItself(let name): "`\(printable(name))` replaces itself"
        case .skipsItself(let name): "`\(printable(name))` skips itself"
        case .noHead: "it has no head, because each entry is replaced or skipped by another one"
        case .severalHeads(let names): "it has \(names.count) heads, \(quoted(names))"
        case .cycle(let names):
            "its updates form a cycle: "
                + (names.prefix(6) + (names.count > 6 ? ["…"] : []) + names.prefix(1)).map(printable)
                .joined(separator: " → ")
        case .stranded(let names): "its head does not lead to \(quoted(names))"
        }
    }
}
