// SPDX-License-Identifier: Apache-2.0

import OCI
import Scheduling

extension OpenedArchive {
    /// The paths of the members below a folder that are not part of a registry's storage, sorted.
    ///
    /// An empty name means all of them.
    package func documents(below folder: String) -> [String] { table.documents(below: folder) }

    /// Returns such a member, if it has at most `limit` bytes; if the path occurs more than once, the last one.
    ///
    /// `nil` if the archive has no such member. A document that is named in a plan of the archive is verified.
    package func document(_ path: String, limit: Int) async throws -> [UInt8]? {
        guard let place = table.documents[path] else { return nil }
        let range = try range(of: place, path)
        let bytes = try await blocking { try range.bytes(of: path, limit: limit) }
        if let expected = documentDigests[path] {
            let found = Digest(of: bytes, algorithm: expected.algorithm)
            guard found == expected else {
                throw ArchiveSetError.damaged(
                    range.path,
                    "its member `\(path)` is damaged: its digest is \(found), expected \(expected)"
                )
            }
        }
        return bytes
    }
}
