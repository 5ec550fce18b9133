// SPDX-License-Identifier: Apache-2.0

import CLibCrypt
import CLibCrypto

/// Functions that turn passwords into keys and hashes, slowly by intent.
package enum PasswordHashes {
    /// How much work `scrypt` is: RFC 7914's N, r and p.
    package struct Cost: Sendable {
        let cost: UInt64
        let blockSize: UInt64
        let parallelism: UInt64

        package init(cost: UInt64, blockSize: UInt64, parallelism: UInt64) {
            self.cost = cost
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// The bytes of memory that the work takes, with some to spare.
        var memory: UInt64 { 128 * blockSize * (cost + parallelism + 2) + 1 << 20 }
    }

    /// Returns a key made of a password, or `nil` if OpenSSL refuses the cost.
    package static func scrypt(_ password: [UInt8], salt: [UInt8], cost: Cost, count: Int) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: count)
        // Unsafe: OpenSSL reads and writes the arrays during the call.
        let isDone = unsafe password.withUnsafeBytes { password in
            unsafe EVP_PBE_scrypt(
                password.baseAddress?.assumingMemoryBound(to: CChar.self),
                password.count,
                salt,
                salt.count,
                cost.cost,
                cost.blockSize,
                cost.parallelism,
                cost.memory,
                &key,
                count
            )
        }
        return isDone == 1 ? key : nil
    }

    /// Returns the hash of a password by bcrypt.
    ///
    /// - Parameters:
    ///   - password: At most 72 bytes; what follows a zero does not count.
    ///   - salt: 16 bytes.
    ///   - rounds: The work is two to the power of this.
    /// - Returns: The hash in the form `$2a$10$…`; `nil` if there can be none.
    package static func bcrypt(_ password: [UInt8], salt: [UInt8], rounds: Int) -> String? {
        guard salt.count == 16 else { return nil }
        let padded = rounds < 10 ? "0\(rounds)" : "\(rounds)"
        let setting = "$2a$\(padded)$\(encoded(salt))"
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        // Unsafe: `crypt_ra` makes `data` as large as it needs, and its result points into that.
        defer { unsafe free(data) }
        let phrase = password.map { CChar(bitPattern: $0) } + [0]
        guard let hash = unsafe crypt_ra(phrase, setting, &data, &size) else { return nil }
        let text = unsafe String(cString: hash)
        return text.hasPrefix("$2a$") ? text : nil
    }

    /// The alphabet of bcrypt's base 64.
    private static let alphabet = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    private static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits = 0
        var value = 0
        for byte in bytes {
            value = value << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[value >> bits & 0x3F])
                value &= 1 << bits - 1
            }
        }
        if bits > 0 { text.append(alphabet[value << (6 - bits) & 0x3F]) }
        return String(decoding: text, as: UTF8.self)
    }
}
