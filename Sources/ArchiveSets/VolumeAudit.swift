// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans

/// What a volume turned out to be when every byte of it was read.
package struct VolumeAudit: Sendable {
    /// A blob or manifest whose bytes are not those of its digest.
    package struct Damage: Sendable, Hashable {
        package let digest: Digest
        /// Where it begins in the volume.
        package let offset: Int64
        /// The digest of what is there.
        package let found: Digest
    }

    package let volume: VolumeName
    /// The SHA-256 of all its bytes, as `sha256sum` prints it.
    package let checksum: Digest
    /// In the order of their offsets.
    package let damages: [Damage]

    /// Reads a volume once, for its checksum and for those of its blobs; it blocks.
    static func read(
        _ volume: ArchiveVolume,
        isCancelled: () -> Bool,
        progress: (Int64) -> Void
    ) throws -> VolumeAudit {
        let range = FileRange(path: volume.path, fileSize: volume.size, offset: 0, size: volume.size)
        let handle = try range.open()
        defer { try? handle.close() }
        var whole = DigestHasher(.sha256)
        var blobs = BlobHashing(volume.blobs)
        while whole.count < volume.size {
            guard !isCancelled() else { throw CancellationError() }
            let chunk = try handle.chunk(of: volume.path, upTo: volume.size - whole.count)
            blobs.take(chunk, at: whole.count)
            whole.update(chunk)
            progress(Int64(chunk.count))
        }
        blobs.take([], at: volume.size)
        return VolumeAudit(volume: volume.name, checksum: whole.finalize(), damages: blobs.damages)
    }
}

/// Hashes the blobs of a volume while its bytes pass by.
private struct BlobHashing {
    private(set) var damages: [VolumeAudit.Damage] = []
    /// Those whose end has not passed by, by their offset.
    private var rest: ArraySlice<ArchiveIndex.Blob>
    private var hasher: DigestHasher?

    init(_ blobs: [ArchiveIndex.Blob]) { rest = blobs[...] }

    /// Takes the next bytes of the volume, which begin at `start`.
    mutating func take(_ bytes: [UInt8], at start: Int64) {
        let end = start + Int64(bytes.count)
        while let blob = rest.first, blob.offset <= end {
            let from = max(blob.offset, start)
            let to = min(blob.offset + blob.size, end)
            var hasher = hasher ?? DigestHasher(blob.digest.algorithm)
            if from == start, to == end {
                hasher.update(bytes)
            } else if from < to {
                hasher.update(Array(bytes[Int(from - start)..<Int(to - start)]))
            }
            guard hasher.count == blob.size else {
                self.hasher = hasher
                return
            }
            let found = hasher.finalize()
            if found != blob.digest {
                damages.append(.init(digest: blob.digest, offset: blob.offset, found: found))
            }
            self.hasher = nil
            rest.removeFirst()
        }
    }
}
