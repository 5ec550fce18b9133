// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite struct BigNumberTests {
    @Test(arguments: [
        "0", "1", "-1", "255", "256", "123456789012345678901234567890", "-340282366920938463463374607431768211456",
    ])
    func readsAndWritesDecimals(text: String) {
        #expect(BigNumber(decimal: text)?.decimal == text)
    }

    @Test(arguments: ["", "-", "1a", "+1", " 1", "1.5", "0x1"])
    func refusesWhatIsNoDecimal(text: String) { #expect(BigNumber(decimal: text) == nil) }

    @Test func hasBytes() {
        #expect(BigNumber(bytes: [1, 0]).decimal == "256")
        #expect(BigNumber(bytes: [0, 0, 5]).bytes == [5])
        #expect(BigNumber(0).bytes.isEmpty)
        #expect(BigNumber(258).bytes(count: 4) == [0, 0, 1, 2])
        #expect(BigNumber(258).bytes(count: 1) == [1, 2])
        #expect(BigNumber(256).bitWidth == 9)
    }

    @Test(arguments: [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (1 << 40, 3)])
    func calculatesAsSwift(left: Int, right: Int) throws {
        let a = try #require(BigNumber(decimal: "\(left)"))
        let b = try #require(BigNumber(decimal: "\(right)"))
        #expect((a + b).decimal == "\(left + right)")
        #expect((a - b).decimal == "\(left - right)")
        #expect((a * b).decimal == "\(left * right)")
        #expect((a / b).decimal == "\(left / right)")
        #expect((a % b).decimal == "\(left % right)")
        #expect((a < b) == (left < right))
        #expect((a == b) == (left == right))
        #expect(a.isNegative == (left < 0))
        #expect(a.isZero == (left == 0))
        #expect(a.isOdd == (left % 2 != 0))
    }

    @Test func calculatesPowers() {
        #expect(BigNumber.powerOfTen(0).decimal == "1")
        #expect(BigNumber.powerOfTen(30).decimal == "1" + String(repeating: "0", count: 30))
        #expect(BigNumber(4).power(BigNumber(13), modulo: BigNumber(497)).decimal == "445")
    }

    @Test func findsInverses() throws {
        let inverse = try #require(BigNumber(3).inverse(modulo: BigNumber(11)))
        #expect(inverse.decimal == "4")
        #expect(BigNumber(2).inverse(modulo: BigNumber(4)) == nil)
    }

    @Test func knowsPrimes() {
        let primes = (0..<60).filter { BigNumber(UInt64($0)).isPrime }
        #expect(primes == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59])
        // The ninth number of Mersenne, and its double.
        #expect(BigNumber((1 << 61) - 1).isPrime)
        #expect(!BigNumber((1 << 61) - 2).isPrime)
    }
}
