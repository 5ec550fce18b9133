// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

/// Bytes that are always the same, made by hashing a counter.
final class CountedBytes {
    private var counter: UInt8 = 0
    private var rest: [UInt8] = []

    func next(_ count: Int) -> [UInt8] {
        while rest.count < count {
            rest += HashAlgorithm.sha512.hash([counter, UInt8(truncatingIfNeeded: rest.count)])
            counter &+= 1
        }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }
}

@Suite struct KeyTests {
    @Test func anRSAKeyIsMadeOfBytesAndSigns() throws {
        let key = RSAKey(bits: 1024, random: CountedBytes().next)
        #expect(RSAKey(bits: 1024, random: CountedBytes().next).modulus == key.modulus)
        #expect(key.modulus.bitWidth == 1024)
        #expect(key.primes.0 > key.primes.1)
        #expect(key.primes.0.isPrime && key.primes.1.isPrime)
        #expect(key.primes.0 * key.primes.1 == key.modulus)
        let signature = key.sign([1, 2, 3])
        #expect(signature.count == 128)
        let opened = BigNumber(bytes: signature).power(key.publicExponent, modulo: key.modulus).bytes(count: 128)
        #expect(opened.starts(with: [0, 1, 0xFF]))
        #expect(Array(opened.suffix(32)) == HashAlgorithm.sha256.hash([1, 2, 3]))
    }

    @Test func numbersThatDoNotBelongTogetherAreNoRSAKey() {
        let three = BigNumber(3)
        #expect(
            RSAKey(modulus: BigNumber(15), publicExponent: three, privateExponent: three, primes: (three, BigNumber(5)))
                != nil
        )
        #expect(
            RSAKey(modulus: BigNumber(16), publicExponent: three, privateExponent: three, primes: (three, BigNumber(5)))
                == nil
        )
    }

    @Test(arguments: EllipticKey.Curve.allCases)
    func anEllipticKeyIsMadeOfBytesAndSigns(curve: EllipticKey.Curve) {
        let key = EllipticKey(curve, random: CountedBytes().next)
        #expect(EllipticKey(curve, random: CountedBytes().next).secret == key.secret)
        #expect(key.publicPoint.count == 2 * curve.count + 1)
        let (first, second) = key.sign([1, 2])
        #expect(key.sign([1, 2]) == (first, second))
        #expect(key.sign([1, 3]) != (first, second))
    }

    @Test func aSecretOfOneIsTheBasePoint() throws {
        let key = try #require(EllipticKey(.p256, secret: BigNumber(1)))
        #expect(hex(key.publicPoint).hasPrefix("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"))
        #expect(EllipticKey(.p256, secret: BigNumber(0)) == nil)
        #expect(EllipticKey(.p256, secret: BigNumber(bytes: [UInt8](repeating: 0xFF, count: 32))) == nil)
    }

    @Test func anEdwardsKeyIsThatOfRFC8032() throws {
        let seed: [UInt8] = [
            0x9D, 0x61, 0xB1, 0x9D, 0xEF, 0xFD, 0x5A, 0x60, 0xBA, 0x84, 0x4A, 0xF4, 0x92, 0xEC, 0x2C, 0xC4,
            0x44, 0x49, 0xC5, 0x69, 0x7B, 0x32, 0x69, 0x19, 0x70, 0x3B, 0xAC, 0x03, 0x1C, 0xAE, 0x7F, 0x60,
        ]
        let key = try #require(EdwardsKey(seed: seed))
        #expect(hex(key.publicKey) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(hex(key.sign([])).hasPrefix("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"))
        #expect(EdwardsKey(seed: [1, 2, 3]) == nil)
    }

    @Test func aDSAKeyHoldsTogether() {
        let key = DSAKey(random: CountedBytes().next)
        #expect(key.prime.bitWidth == 2048 && key.subprime.bitWidth == 256)
        #expect(key.prime.isPrime && key.subprime.isPrime)
        #expect(key.generator.power(key.subprime, modulo: key.prime) == BigNumber(1))
        #expect(key.generator.power(key.secret, modulo: key.prime) == key.publicValue)
    }
}
