// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// AES with a key of 32 bytes, block after block (CBC), without padding.
package struct AESBlocks: Sendable {
    package static let blockSize = 16
    private let key: [UInt8]

    package init(key: [UInt8]) {
        precondition(key.count == 32, "AES-256 needs 32 bytes of key")
        self.key = key
    }

    package func encrypt(_ bytes: [UInt8], start: [UInt8]) -> [UInt8] { run(bytes, start, 1) }

    package func decrypt(_ bytes: [UInt8], start: [UInt8]) -> [UInt8] { run(bytes, start, 0) }

    private func run(_ bytes: [UInt8], _ start: [UInt8], _ isEncryption: Int32) -> [UInt8] {
        precondition(bytes.count.isMultiple(of: Self.blockSize) && start.count == Self.blockSize, "only whole blocks")
        guard !bytes.isEmpty else { return [] }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { preconditionFailure("no memory for a cipher") }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var result = [UInt8](repeating: 0, count: bytes.count + Self.blockSize)
        var count: Int32 = 0
        // Unsafe: OpenSSL reads and writes the arrays during the calls.
        let isDone =
            unsafe EVP_CipherInit_ex(context, EVP_aes_256_cbc(), nil, key, start, isEncryption) == 1
            && EVP_CIPHER_CTX_set_padding(context, 0) == 1
            && EVP_CipherUpdate(context, &result, &count, bytes, Int32(bytes.count)) == 1
        precondition(isDone, "OpenSSL cannot encrypt")
        return Array(result.prefix(Int(count)))
    }
}
