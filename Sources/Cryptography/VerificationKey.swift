// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A public key that verifies signatures: ECDSA on a curve of NIST, RSA, or Ed25519.
///
/// OpenSSL owns the key, which never changes.
@safe package final class VerificationKey: @unchecked Sendable {
    // Only read after `init`, and OpenSSL lets threads share a key that nobody changes.
    private let key: OpaquePointer
    private let isEdwards: Bool
    /// The key in DER, as a SubjectPublicKeyInfo: its hash is the key's fingerprint.
    package let encoded: [UInt8]

    /// The maximum size of a PEM text in bytes.
    package static let sizeLimit = 64 << 10

    /// Reads a key in PEM, `BEGIN PUBLIC KEY`; `nil` if there is none, or one that is too weak or of another kind.
    package init?(pem: [UInt8]) {
        guard pem.count <= Self.sizeLimit, let input = unsafe BIO_new_mem_buf(pem, Int32(pem.count)) else { return nil }
        defer { unsafe BIO_free(input) }
        guard let read = unsafe PEM_read_bio_PUBKEY(input, nil, nil, nil) else { return nil }
        guard let kind = unsafe Self.kind(of: read), let encoded = unsafe Self.encoding(of: read) else {
            unsafe EVP_PKEY_free(read)
            return nil
        }
        unsafe key = read
        isEdwards = kind == EVP_PKEY_ED25519
        self.encoded = encoded
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// The kind of a key, if signatures by it are accepted.
    private static func kind(of key: OpaquePointer) -> Int32? {
        let kind = unsafe EVP_PKEY_get_base_id(key)
        let bits = unsafe EVP_PKEY_get_bits(key)
        return switch kind {
        case EVP_PKEY_ED25519: kind
        case EVP_PKEY_EC where [256, 384, 521].contains(bits): kind
        // Shorter keys of RSA can be factored.
        case EVP_PKEY_RSA where (2048...16384).contains(bits): kind
        default: nil
        }
    }

    private static func encoding(of key: OpaquePointer) -> [UInt8]? {
        let count = unsafe i2d_PUBKEY(key, nil)
        guard count > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        // Unsafe: OpenSSL writes `count` bytes, which the array has.
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            return unsafe i2d_PUBKEY(key, &next)
        }
        return written == count ? bytes : nil
    }

    /// Whether a signature over bytes is by this key, with SHA-256 for all keys but Ed25519, as cosign signs.
    package func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        let method = unsafe isEdwards ? nil : HashAlgorithm.sha256.method
        // Unsafe: OpenSSL reads the arrays during the calls.
        return unsafe EVP_DigestVerifyInit(context, nil, method, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
    }
}

extension VerificationKey {
    /// The SHA-256 of the encoded key in lower-case hexadecimal digits.
    package var fingerprint: String {
        HashAlgorithm.sha256.hash(encoded).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
