// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import Layouts
package import OCI

/// The checksum of a volume: the SHA-256 of what its members are, one behind the other: the bytes of the header, the
/// digest of the content as text, and a line feed.
///
/// It covers every byte that matters, and is known once the contents are, which are hashed anyway: a checksum of the
/// bytes of the file would cost as much as everything else that writing a volume costs.
package struct VolumeChecksum: Sendable {
    private var hasher = DigestHasher(.sha256)

    package init() {}

    /// Adds the next member.
    package mutating func add(header: [UInt8], content: Digest) {
        hasher.update(header)
        hasher.update(Array("\(content)\n".utf8))
    }

    /// The checksum of everything that was added.
    package var digest: Digest { hasher.finalize() }

    /// Reads a volume from its beginning to its end; it blocks.
    package static func of(_ path: String, size: Int64) throws -> Digest {
        var members: [(content: Int64, size: Int64, algorithm: Digest.Algorithm)] = []
        _ = try PlainTar.scan(path, limit: TarReader.usualLimit) { entry, offset, _ in
            let algorithm =
                if case .blob(let digest) = StoredFile(entry.path) { digest.algorithm } else { Digest.Algorithm.sha256 }
            members.append((offset, entry.size, algorithm))
        }
        let file = try FileRange(path: path, fileSize: size, offset: 0, size: size).open()
        defer { try? file.close() }
        var checksum = VolumeChecksum()
        var end: Int64 = 0
        for member in members {
            try file.seek(toOffset: UInt64(end))
            let header = try file.whole(member.content - end, of: path)
            var hasher = DigestHasher(member.algorithm)
            while hasher.count < member.size {
                hasher.update(try file.chunk(of: path, upTo: member.size - hasher.count))
            }
            checksum.add(header: header, content: hasher.finalize())
            let block = Int64(TarEntry.blockSize)
            end = member.content + (member.size + block - 1) / block * block
        }
        return checksum.digest
    }
}

extension FileHandle {
    /// The most bytes of a header with everything that extends it.
    private static var headerLimit: Int64 { 1 << 20 }

    fileprivate func whole(_ length: Int64, of path: String) throws -> [UInt8] {
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
