// SPDX-License-Identifier: Apache-2.0

/// A private key of DSA, which is made and never used: nothing here signs with it.
package struct DSAKey: Sendable {
    package let prime: BigNumber
    package let subprime: BigNumber
    package let generator: BigNumber
    package let publicValue: BigNumber
    package let secret: BigNumber

    /// Makes a key with a prime of 2048 and a subprime of 256 bits out of bytes that nobody else knows.
    package init(random: (Int) -> [UInt8]) {
        let one = BigNumber(1)
        let (prime, subprime) = Self.primes(random)
        let cofactor = (prime - one) / subprime
        var base: UInt64 = 2
        var generator = BigNumber(base).power(cofactor, modulo: prime)
        while generator == one {
            base += 1
            generator = BigNumber(base).power(cofactor, modulo: prime)
        }
        self.prime = prime
        self.subprime = subprime
        self.generator = generator
        secret = BigNumber(bytes: random(48)) % (subprime - one) + one
        publicValue = generator.power(secret, modulo: prime)
    }

    /// Returns a prime, and one that divides the number before it.
    private static func primes(_ random: (Int) -> [UInt8]) -> (BigNumber, BigNumber) {
        let bits = 2048
        while true {
            let subprime = RSAKey.prime(bits: 256, random)
            let double = subprime + subprime
            for _ in 0..<4 * bits {
                var bytes = random(bits / 8)
                bytes[0] |= 0x80
                let start = BigNumber(bytes: bytes)
                let candidate = start - start % double + BigNumber(1)
                if candidate.bitWidth == bits, candidate.isPrime { return (candidate, subprime) }
            }
        }
    }
}
