// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// Computes a digest from bytes that arrive in pieces.
package struct DigestHasher: Sendable {
    private let algorithm: Digest.Algorithm
    private var hasher: ByteHasher
    /// The number of bytes hashed so far.
    package private(set) var count: Int64 = 0

    package init(_ algorithm: Digest.Algorithm) {
        self.algorithm = algorithm
        hasher =
            switch algorithm {
            case .sha256: ByteHasher(.sha256)
            case .sha512: ByteHasher(.sha512)
            }
    }

    /// Adds the next bytes.
    package mutating func update(_ bytes: [UInt8]) {
        count += Int64(bytes.count)
        hasher.update(bytes)
    }

    /// Returns the digest of everything added.
    package func finalize() -> Digest { Digest(algorithm: algorithm, hash: hasher.finalize()) }
}
