// SPDX-License-Identifier: Apache-2.0

/// A private key of RSA.
package struct RSAKey: Sendable {
    package let modulus: BigNumber
    package let publicExponent: BigNumber
    package let privateExponent: BigNumber
    package let primes: (BigNumber, BigNumber)

    /// Makes a key of its numbers; `nil` if they do not belong together.
    package init?(
        modulus: BigNumber,
        publicExponent: BigNumber,
        privateExponent: BigNumber,
        primes: (BigNumber, BigNumber)
    ) {
        guard primes.0 * primes.1 == modulus, !modulus.isZero else { return nil }
        self.modulus = modulus
        self.publicExponent = publicExponent
        self.privateExponent = privateExponent
        self.primes = primes
    }

    /// Makes a key out of bytes that nobody else knows; the same bytes make the same key.
    ///
    /// - Parameters:
    ///   - bits: The length of the modulus.
    ///   - random: Returns the next bytes, as many as are asked for.
    package init(bits: Int, random: (Int) -> [UInt8]) {
        let exponent = BigNumber(65537)
        let one = BigNumber(1)
        while true {
            let first = Self.prime(bits: bits / 2, random)
            let second = Self.prime(bits: bits - bits / 2, random)
            let order = (first - one) * (second - one)
            if first != second, let inverse = exponent.inverse(modulo: order) {
                modulus = first * second
                publicExponent = exponent
                privateExponent = inverse
                primes = first > second ? (first, second) : (second, first)
                return
            }
        }
    }

    /// The number of bytes of the modulus, and of signatures.
    package var count: Int { (modulus.bitWidth + 7) / 8 }

    /// Returns a signature of bytes by SHA-256 as PKCS #1 1.5 has it.
    package func sign(_ bytes: [UInt8]) -> [UInt8] {
        // The name of SHA-256 and its hash in DER.
        let name: [UInt8] = [
            0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
            0x20,
        ]
        let hash = name + HashAlgorithm.sha256.hash(bytes)
        let padding = [UInt8](repeating: 0xFF, count: max(8, count - hash.count - 3))
        let message = BigNumber(bytes: [0, 1] + padding + [0] + hash)
        return message.power(privateExponent, modulo: modulus).bytes(count: count)
    }

    /// Returns a prime whose two highest bits are set, so that the product of two is as long as both.
    static func prime(bits: Int, _ random: (Int) -> [UInt8]) -> BigNumber {
        while true {
            var bytes = random((bits + 7) / 8)
            guard let last = bytes.indices.last else { continue }
            let excess = bytes.count * 8 - bits
            bytes[0] &= 0xFF >> excess
            bytes[0] |= 0x80 >> excess
            if excess == 7, bytes.count > 1 { bytes[1] |= 0x80 } else { bytes[0] |= 0x40 >> excess }
            bytes[last] |= 1
            var candidate = BigNumber(bytes: bytes)
            let two = BigNumber(2)
            // A prime is usually near; if none is, others bytes are asked for.
            for _ in 0..<bits * 4 where candidate.bitWidth == bits {
                if candidate.isPrime { return candidate }
                candidate = candidate + two
            }
        }
    }
}
