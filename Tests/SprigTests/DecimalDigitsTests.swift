// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Sprig

@Suite struct DecimalDigitsTests {
    @Test(
        arguments: [
            (0.0, "0", "0e+0"),
            (-0.0, "-0", "-0e+0"),
            (1, "1", "1e+0"),
            (0.1, "0.1", "1e-1"),
            (123.456, "123.456", "1.23456e+2"),
            (1e21, "1000000000000000000000", "1e+21"),
            (-1.5e-7, "-0.00000015", "-1.5e-7"),
            (Double.leastNonzeroMagnitude, nil, "5e-324"),
            (1.7976931348623157e308, nil, "1.7976931348623157e+308"),
            (100, "100", "1e+2"),
            (123456789, "123456789", "1.23456789e+8"),
        ] as [(Double, String?, String)]
    )
    func haveTheirShortestDigits(number: Double, plain: String?, scientific: String) {
        let digits = DecimalDigits(number)
        if let plain { #expect(digits.plain == plain) }
        #expect(digits.scientific == scientific)
    }

    @Test func keepTheirValueInTheirShortestDigits() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            #expect(Double(DecimalDigits(number).scientific) == number)
            #expect(Double(DecimalDigits(number).plain) == number)
        }
    }
}
