// SPDX-License-Identifier: Apache-2.0

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
}
