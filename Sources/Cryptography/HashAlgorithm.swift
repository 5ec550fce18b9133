// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A hash function of OpenSSL.
package enum HashAlgorithm: Sendable, Hashable {
    case sha256, sha512

    /// OpenSSL's description of the function, which lives as long as the program.
    var method: OpaquePointer? {
        // Unsafe: a pointer to a constant of the library.
        switch self {
        case .sha256: unsafe EVP_sha256()
        case .sha512: unsafe EVP_sha512()
        }
    }
}
