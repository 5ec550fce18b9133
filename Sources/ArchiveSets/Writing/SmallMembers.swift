// SPDX-License-Identifier: Apache-2.0

import Archives

/// Joins members that follow each other, so that tens of thousands of links need few writes.
package struct SmallMembers {
    private static let flushSize = 1 << 20

    private let draft: VolumeDraft
    private var bytes: [UInt8] = []
    private var start: Int64 = 0

    package init(_ draft: VolumeDraft) { self.draft = draft }

    /// Writes a member with its content, or keeps it for the next write; the call blocks.
    package mutating func add(_ placed: ArchiveLayout.Placed, _ content: [UInt8]) throws {
        guard Int64(content.count) == placed.member.size else {
            throw ArchiveSetError(
                path: draft.path,
                message: "`\(placed.member.path)` has \(content.count) bytes, expected \(placed.member.size)"
            )
        }
        if start + Int64(bytes.count) != placed.offset || bytes.count >= Self.flushSize { try flush() }
        if bytes.isEmpty { start = placed.offset }
        let entry = try placed.member.entry()
        bytes += entry.header + content + entry.padding
    }

    /// Writes the kept members; the call blocks.
    package mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try draft.write(bytes, at: start)
        bytes = []
    }
}
