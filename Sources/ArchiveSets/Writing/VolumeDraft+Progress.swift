// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
package import OCI

/// How far the content of a long member is written, so that a killed run can continue inside it.
///
/// The note stands where the member's header will be: a member with a note has no header yet, and no file beside the volume
/// could contradict it.
extension VolumeDraft {
    /// Notes how many bytes of a member's content are written; the call blocks.
    package func note(_ count: Int64, of placed: ArchiveLayout.Placed) throws(ArchiveSetError) {
        try write(Array("\(Self.mark)\(count)\n".utf8), at: placed.offset)
    }

    /// Returns the hash of what an earlier run noted of a member, or `nil` if it noted nothing.
    ///
    /// The call blocks while the content is read. Nothing proves these bytes before the whole content has its digest.
    package func noted(
        of placed: ArchiveLayout.Placed,
        _ algorithm: Digest.Algorithm
    ) throws(ArchiveSetError) -> DigestHasher? {
        guard resumes else { return nil }
        return try Self.reading(path) { handle in
            try handle.seek(toOffset: UInt64(placed.offset))
            guard var rest = Self.count(in: try handle.bytes(upTo: Self.longestNote)),
                rest > 0, rest <= placed.member.size
            else { return nil }
            try handle.seek(toOffset: UInt64(placed.dataOffset))
            var hasher = DigestHasher(algorithm)
            while rest > 0 {
                let chunk = try handle.bytes(upTo: Int(min(rest, 1 << 20)))
                guard !chunk.isEmpty else { return nil }
                hasher.update(chunk)
                rest -= Int64(chunk.count)
            }
            return hasher
        }
    }

    private static func count(in header: [UInt8]) -> Int64? {
        guard header.starts(with: mark.utf8), let end = header.firstIndex(of: 0x0a) else { return nil }
        return Int64(String(decoding: header[mark.utf8.count..<end], as: UTF8.self))
    }

    /// No header begins like this, because no member has such a path.
    private static let mark = "mirror: written "
    /// The mark, the digits of the largest number and a line feed.
    private static let longestNote = 40
}
