// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite struct ArithmeticTests {
    /// Numbers of all lengths that follow from a seed.
    private static let numbers: [BigNumber] = {
        let bytes = CountedBytes()
        return (0..<24).map { BigNumber(bytes: bytes.next($0 * 3 + 1)) }
    }()

    @Test func sumsAndDifferencesUndoEachOther() {
        for a in Self.numbers {
            for b in Self.numbers {
                #expect(a + b - b == a)
                #expect(a - b + b == a)
                #expect(a + b == b + a)
                #expect((a - b).isNegative == (a < b))
            }
        }
    }

    @Test func productsAndQuotientsUndoEachOther() {
        for a in Self.numbers {
            for b in Self.numbers where !b.isZero {
                #expect(a * b / b == a)
                #expect((a * b % b).isZero)
                #expect(a / b * b + a % b == a)
                #expect(a % b < b)
            }
        }
    }

    @Test func multiplicationDistributes() {
        for (a, b) in zip(Self.numbers, Self.numbers.reversed()) {
            let c = a + b
            #expect(a * (b + c) == a * b + a * c)
            #expect((a + b) * (a - b) == a * a - b * b)
        }
    }

    @Test func bytesAndDigitsMeanTheSame() {
        for a in Self.numbers {
            #expect(BigNumber(bytes: a.bytes) == a)
            #expect(BigNumber(decimal: a.decimal) == a)
            #expect(BigNumber(bytes: a.bytes(count: 100)) == a)
            #expect(a.bytes(count: 100).count == 100)
            #expect(a.bitWidth <= a.bytes.count * 8 && a.bitWidth > (a.bytes.count - 1) * 8)
        }
    }

    @Test func inversesAreInverses() {
        let prime = BigNumber((1 << 61) - 1)
        for a in Self.numbers where !(a % prime).isZero {
            let inverse = a.inverse(modulo: prime)
            #expect(inverse.map { ($0 * a) % prime == BigNumber(1) } == true)
        }
        #expect(BigNumber(0).inverse(modulo: prime) == nil)
        #expect(prime.inverse(modulo: prime) == nil)
    }

    @Test func powersFollowFermat() {
        let prime = BigNumber((1 << 61) - 1)
        let exponent = prime - BigNumber(1)
        for a in Self.numbers where !(a % prime).isZero {
            #expect(a.power(exponent, modulo: prime) == BigNumber(1))
            #expect(a.power(prime, modulo: prime) == a % prime)
            #expect(a.power(BigNumber(2), modulo: prime) == a * a % prime)
        }
    }

    @Test func powersOfTenAreAsLongAsTheyShould() {
        for exponent in [0, 1, 19, 20, 350, 700] {
            let power = BigNumber.powerOfTen(exponent)
            #expect(power.decimal.count == exponent + 1)
            #expect(exponent == 0 || power / BigNumber(10) == BigNumber.powerOfTen(exponent - 1))
        }
    }

    @Test func productsOfPrimesAreNoPrimes() {
        let primes = [UInt64(2), 3, 65537, 4_294_967_291, (1 << 61) - 1].map { BigNumber($0) }
        for prime in primes {
            #expect(prime.isPrime)
            for other in primes { #expect(!(prime * other).isPrime) }
        }
        // A number of Carmichael, which looks prime to simple tests.
        #expect(!BigNumber(561).isPrime)
        #expect(!BigNumber(0).isPrime && !BigNumber(1).isPrime)
    }

    @Test(.timeLimit(.minutes(1))) func aKeyOfUsualSizeIsMadeSoon() {
        let key = RSAKey(bits: 2048, random: CountedBytes().next)
        #expect(key.modulus.bitWidth == 2048)
        #expect(key.count == 256)
        let message = BigNumber(bytes: Array("message".utf8))
        let sealed = message.power(key.publicExponent, modulo: key.modulus)
        #expect(sealed.power(key.privateExponent, modulo: key.modulus) == message)
    }
}
