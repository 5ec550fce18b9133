// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import Layouts
package import OCI
package import Plans

/// The result of reading every byte of a volume.
package struct VolumeAudit: Sendable {
    /// A blob, manifest or document whose bytes do not match its digest.
    package struct Damage: Sendable, Hashable {
        package let digest: Digest
        /// Its offset in the volume.
        package let offset: Int64
        /// The digest of the bytes.
        package let found: Digest
    }

    package let volume: VolumeName
    /// The `VolumeChecksum` of its members.
    package let checksum: Digest
    /// The damages, in the order of their offsets.
    package let damages: [Damage]

    /// Reads a volume once, for its checksum and those of its contents; the call blocks.
    ///
    /// `progress` receives numbers of bytes, of headers and padding too, whose sum is the size of the volume.
    static func read(
        _ volume: ArchiveVolume,
        _ documents: [String: Digest] = [:],
        isCancelled: () -> Bool,
        progress: (Int64) -> Void
    ) throws -> VolumeAudit {
        let file = try FileRange(path: volume.path, fileSize: volume.size, offset: 0, size: volume.size).open()
        defer { try? file.close() }
        var checksum = VolumeChecksum()
        var damages: [Damage] = []
        var end: Int64 = 0
        // Other tools have blobs at other paths.
        let blobs = Dictionary(volume.blobs.map { ($0.offset, $0.digest) }, uniquingKeysWith: { first, _ in first })
        do {
            _ = try PlainTar.scan(volume.path) { entry, offset, _ in
                try file.seek(toOffset: UInt64(end))
                let header = try file.header(offset - end, of: volume.path)
                progress(Int64(header.count))
                let expected = expected(entry.path) ?? documents[entry.path] ?? blobs[offset]
                var hasher = DigestHasher(expected?.algorithm ?? .sha256)
                while hasher.count < entry.size {
                    guard !isCancelled() else { throw CancellationError() }
                    let chunk = try file.chunk(of: volume.path, upTo: entry.size - hasher.count)
                    hasher.update(chunk)
                    progress(Int64(chunk.count))
                }
                let found = hasher.finalize()
                if let expected, found != expected {
                    damages.append(Damage(digest: expected, offset: offset, found: found))
                }
                checksum.add(header: header, content: found)
                end = offset + entry.size + Int64(entry.padding.count)
                progress(Int64(entry.padding.count))
            }
            progress(volume.size - end)
        } catch let error as PlainTarError {
            throw ArchiveSetError(path: volume.path, error)
        }
        return VolumeAudit(volume: volume.name, checksum: checksum.digest, damages: damages)
    }

    /// The digest that a file of a registry's storage must have, from its path: a link names the digest in its path.
    private static func expected(_ path: String) -> Digest? {
        switch StoredFile(path) {
        case .blob(let digest): digest
        case .revision(let digest, _), .layer(let digest, _): Digest(of: Array("\(digest)".utf8))
        case .tag, nil: nil
        }
    }
}

extension FileHandle {
    /// The maximum size of a header with its extensions in bytes.
    private static var headerLimit: Int64 { 1 << 20 }

    /// Reads the header of a member.
    fileprivate func header(_ length: Int64, of path: String) throws -> [UInt8] {
        guard (0...Self.headerLimit).contains(length) else {
            throw ArchiveSetError(
                path: path,
                message: "it has a header of \(length) bytes",
                remedy: ArchiveSetError.copyAgain
            )
        }
        var bytes: [UInt8] = []
        while bytes.count < length { bytes += try chunk(of: path, upTo: length - Int64(bytes.count)) }
        return bytes
    }
}
