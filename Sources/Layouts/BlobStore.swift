// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI

/// Blobs on disk in the layout of a registry's storage: our cache or another program's.
///
/// It only reads, and does not follow links.
package struct BlobStore: Sendable {
    /// The folder that has `docker/registry/v2`.
    package let root: String

    package init(root: String) { self.root = root }

    /// Whether there is a folder for blobs.
    package var exists: Bool { FileStatus("\(root)/\(StoragePath.blobs)")?.kind == .folder }

    /// Whether there is a folder for repositories, as in a registry's storage.
    package var hasRepositories: Bool { FileStatus("\(root)/\(StoragePath.repositories)") != nil }

    /// The path of a digest's blob.
    package func path(of digest: Digest) -> String { "\(root)/\(StoragePath.blob(digest))" }

    /// Whether there is a file of that size in the blob's place; its bytes are not checked.
    package func mayHold(_ digest: Digest, size: Int64) -> Bool {
        guard let status = FileStatus(path(of: digest)) else { return false }
        return status.kind == .regular && status.size == size
    }

    /// Whether there is a blob with the promised bytes; the call blocks while they are read.
    package func holds(_ digest: Digest, size: Int64) -> Bool {
        mayHold(digest, size: size)
            && (try? Digest(ofFile: path(of: digest), algorithm: digest.algorithm, limit: size)) == digest
    }
}

extension Digest {
    /// Hashes a file, and stops early if it is longer than `limit`; the call blocks.
    package init(ofFile path: String, algorithm: Algorithm, limit: Int64 = .max, skipping prefix: Int = 0) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        if prefix > 0 { try file.seek(toOffset: UInt64(prefix)) }
        var hasher = DigestHasher(algorithm)
        while hasher.count <= limit {
            let chunk = try file.bytes(upTo: 1 << 20)
            guard !chunk.isEmpty else { break }
            hasher.update(chunk)
        }
        self = hasher.finalize()
    }
}
