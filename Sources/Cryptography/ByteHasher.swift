// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A hash of bytes that arrive in pieces, as a value: a copy goes on by itself.
package struct ByteHasher: Sendable {
    private var state: HashState

    package init(_ algorithm: HashAlgorithm) { state = HashState(algorithm) }

    /// Adds the next bytes.
    package mutating func update(_ bytes: [UInt8]) {
        if !isKnownUniquelyReferenced(&state) { state = HashState(copying: state) }
        state.update(bytes)
    }

    /// Returns the hash of everything added.
    package func finalize() -> [UInt8] { HashState(copying: state).finish() }
}

/// A context of OpenSSL, which it owns and frees.
///
/// `@unchecked Sendable`: `ByteHasher` changes a context only while it alone has it; otherwise it copies it first.
@safe private final class HashState: @unchecked Sendable {
    private let context: OpaquePointer

    init(_ algorithm: HashAlgorithm) {
        unsafe context = Self.makeContext()
        let begun = unsafe EVP_DigestInit_ex(context, algorithm.method, nil)
        precondition(begun == 1, "OpenSSL has no \(algorithm)")
    }

    init(copying other: HashState) {
        unsafe context = Self.makeContext()
        let copied = unsafe EVP_MD_CTX_copy_ex(context, other.context)
        precondition(copied == 1, "OpenSSL cannot copy a hash")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    func update(_ bytes: [UInt8]) {
        // Unsafe: OpenSSL reads the bytes during the call, and keeps no pointer.
        let added = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(added == 1, "OpenSSL cannot hash")
    }

    func finish() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let finished = unsafe EVP_DigestFinal_ex(context, &hash, &count)
        precondition(finished == 1, "OpenSSL cannot finish a hash")
        return Array(hash.prefix(Int(count)))
    }

    /// Returns a new context; without memory the program ends, as it does for a Swift array.
    private static func makeContext() -> OpaquePointer {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("no memory for a hash") }
        return unsafe context
    }
}
