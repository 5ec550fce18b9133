// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Computes a digest from bytes that arrive in pieces.
package struct DigestHasher: Sendable {
    private enum State {
        case sha256(SHA256)
        case sha512(SHA512)
    }

    private var state: State
    /// The number of bytes hashed so far.
    package private(set) var count: Int64 = 0

    package init(_ algorithm: Digest.Algorithm) {
        switch algorithm {
        case .sha256: state = .sha256(SHA256())
        case .sha512: state = .sha512(SHA512())
        }
    }

    /// Adds the next bytes.
    package mutating func update(_ bytes: [UInt8]) {
        count += Int64(bytes.count)
        // Unsafe: the hash reads the bytes during the call, and keeps no pointer.
        switch state {
        case .sha256(var hash):
            unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            state = .sha256(hash)
        case .sha512(var hash):
            unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            state = .sha512(hash)
        }
    }

    /// Returns the digest of everything added.
    package func finalize() -> Digest {
        switch state {
        case .sha256(let hash): Digest(algorithm: .sha256, hash: hash.finalize())
        case .sha512(let hash): Digest(algorithm: .sha512, hash: hash.finalize())
        }
    }
}
