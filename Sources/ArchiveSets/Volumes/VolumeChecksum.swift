// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The checksum of a volume: the SHA-256 of its members in order, each as the bytes of the header, the digest of the
/// content as text, and a line feed.
///
/// It covers every byte that matters, and it is known once the contents are hashed, which is done anyway. A checksum of the
/// file's bytes would double the cost of writing a volume.
package struct VolumeChecksum: Sendable {
    private var hasher = DigestHasher(.sha256)

    package init() {}

    /// Adds the next member.
    package mutating func add(header: [UInt8], content: Digest) {
        hasher.update(header)
        hasher.update(Array("\(content)\n".utf8))
    }

    /// The checksum of all members that were added.
    package var digest: Digest { hasher.finalize() }
}
