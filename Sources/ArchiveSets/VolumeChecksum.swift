// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import OCI

/// The checksum of a volume: the SHA-256 of all its bytes, as `sha256sum` prints it.
package enum VolumeChecksum {
    /// Reads a volume from its beginning to its end; it blocks.
    package static func of(_ path: String, size: Int64) throws(ArchiveSetError) -> Digest {
        var hasher = DigestHasher(.sha256)
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hasher.update([UInt8](chunk)) }
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read: \(error.fileProblem)")
        }
        guard hasher.count == size else {
            throw ArchiveSetError(path: path, message: "it has \(hasher.count) bytes, expected \(size)")
        }
        return hasher.finalize()
    }
}
