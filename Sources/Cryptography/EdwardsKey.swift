// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A private key of Ed25519.
package struct EdwardsKey: Sendable {
    /// The 32 bytes that the key is made of.
    package let seed: [UInt8]
    /// The 32 bytes of the public key.
    package let publicKey: [UInt8]

    /// Makes the key of 32 bytes; `nil` for another number of bytes.
    package init?(seed: [UInt8]) {
        guard seed.count == 32 else { return nil }
        self.seed = seed
        let key = EdwardsHandle(seed)
        publicKey = key.publicKey
    }

    /// Returns the 64 bytes of a signature.
    package func sign(_ bytes: [UInt8]) -> [UInt8] { EdwardsHandle(seed).sign(bytes) }
}

/// A key of OpenSSL, which it owns and frees.
@safe private final class EdwardsHandle {
    private let key: OpaquePointer

    init(_ seed: [UInt8]) {
        guard let made = unsafe EVP_PKEY_new_raw_private_key(NID_ED25519, nil, seed, seed.count) else {
            preconditionFailure("OpenSSL lacks Ed25519")
        }
        unsafe key = made
    }

    deinit { unsafe EVP_PKEY_free(key) }

    var publicKey: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        let isDone = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1
        precondition(isDone && count == 32, "OpenSSL cannot tell a public key")
        return bytes
    }

    func sign(_ bytes: [UInt8]) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("no memory for a signature") }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        // Unsafe: OpenSSL reads and writes the arrays during the calls.
        let isDone =
            unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
            && EVP_DigestSign(context, &signature, &count, bytes, bytes.count) == 1
        precondition(isDone && count == 64, "OpenSSL cannot sign")
        return signature
    }
}
