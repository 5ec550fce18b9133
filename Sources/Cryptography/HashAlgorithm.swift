// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A hash function of OpenSSL.
package enum HashAlgorithm: Sendable, Hashable {
    case sha256, sha384, sha512
    /// Not safe against forgery; for checksums that others prescribe.
    case sha1

    /// OpenSSL's description of the function, which lives as long as the program.
    var method: OpaquePointer? {
        // Unsafe: a pointer to a constant of the library.
        switch self {
        case .sha1: unsafe EVP_sha1()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }

    /// How many bytes the function works on at a time.
    var blockSize: Int {
        switch self {
        case .sha1, .sha256: 64
        case .sha384, .sha512: 128
        }
    }

    /// Returns the hash of bytes.
    package func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hasher = ByteHasher(self)
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// Returns the hash of bytes with a key, as RFC 2104 describes it (HMAC).
    package func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var block = key.count > blockSize ? hash(key) : key
        block += [UInt8](repeating: 0, count: blockSize - block.count)
        return hash(block.map { $0 ^ 0x5C } + hash(block.map { $0 ^ 0x36 } + bytes))
    }
}
