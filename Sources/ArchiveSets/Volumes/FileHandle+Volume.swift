// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts

extension FileHandle {
    /// The maximum size of a chunk in bytes.
    private static var chunkSize: Int64 { 1 << 20 }

    /// Reads the next bytes of a volume, at least one; the call blocks.
    func chunk(of path: String, upTo limit: Int64) throws(ArchiveSetError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try self.bytes(upTo: Int(min(limit, Self.chunkSize)))
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read", remedy: ArchiveSetError.copyAgain)
        }
        guard !bytes.isEmpty else {
            throw ArchiveSetError(
                path: path,
                message: "it ends \(limit) bytes early",
                remedy: ArchiveSetError.copyAgain
            )
        }
        return bytes
    }
}
