// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct DecimalTests {
    private func text(_ decimal: Decimal) -> String { decimal.digits.map(String.init).joined() + "@\(decimal.point)" }

    @Test(
        arguments: [
            (0.0, "@0"),
            (1.0, "1@1"),
            (10.0, "1@2"),
            (0.1, "1@0"),
            (0.01, "1@-1"),
            (123.456, "123456@3"),
            (1e21, "1@22"),
            (1e-7, "1@-6"),
            (5e22, "5@23"),
            (1.7976931348623157e308, "17976931348623157@309"),
            (2.2250738585072014e-308, "22250738585072014@-307"),
            (9007199254740993.0, "9007199254740992@16"),
            (100.5, "1005@3"),
            (-2.5, "25@1"),
        ]
    )
    func haveTheFewestDigits(number: Double, digits: String) {
        #expect(text(Decimal(shortest: number)) == digits)
    }

    @Test(
        arguments: [
            (0.0, "@0"),
            (1.0, "1@1"),
            (0.5, "5@0"),
            (0.1, "1000000000000000055511151231257827021181583404541015625@0"),
            (2.675, "267499999999999982236431605997495353221893310546875@1"),
            (1e22, "1@23"),
            (1e23, "99999999999999991611392@23"),
            (9007199254740992.0, "9007199254740992@16"),
            (0.25, "25@0"),
            (4294967296.0, "4294967296@10"),
            (0.001953125, "1953125@-2"),
        ]
    )
    func haveAllDigits(number: Double, digits: String) {
        #expect(text(Decimal(exact: number)) == digits)
    }

    @Test func haveAllDigitsOfTheSmallest() {
        let decimal = Decimal(exact: .leastNonzeroMagnitude)
        #expect(decimal.digits.count == 751)
        #expect(decimal.digits.prefix(5) == [4, 9, 4, 0, 6])
        #expect(decimal.point == -323)
        #expect(Decimal(exact: .greatestFiniteMagnitude).digits.count == 309)
    }

    @Test(
        arguments: [
            (2.5, 1, "2@1"),
            (3.5, 1, "4@1"),
            (0.5, 0, "@0"),
            (1.5, 1, "2@1"),
            (0.15, 1, "1@0"),
            (0.25, 1, "2@0"),
            (9.99, 2, "1@2"),
            (99.5, 2, "1@3"),
            (1.25, 2, "12@1"),
            (123.0, 5, "123@3"),
            (0.6, 0, "1@1"),
            (0.06, -1, "@0"),
            (1.004, 3, "1@1"),
        ]
    )
    func areRoundedHalfToEven(number: Double, count: Int, digits: String) {
        var decimal = Decimal(exact: number)
        decimal.round(to: count)
        #expect(text(decimal) == digits)
    }

    @Test(
        arguments: [
            ("0", 0),
            ("12", 12),
            ("0x1F", 31),
            ("0b11", 3),
            ("0o17", 15),
            ("017", 15),
            ("1_000", 1000),
            ("0x_f", 15),
            ("18446744073709551615", UInt64.max),
            ("0xFFFFFFFFFFFFFFFF", UInt64.max),
            ("00", 0),
            ("", nil),
            ("-1", nil),
            ("+1", nil),
            ("1_", nil),
            ("_1", nil),
            ("1__0", nil),
            ("08", nil),
            ("0x", nil),
            ("0b2", nil),
            ("18446744073709551616", nil),
            ("1a", nil),
            ("0_", nil),
            ("0x_", nil),
            ("1 ", nil),
        ] as [(String, UInt64?)]
    )
    func areReadWithoutSign(text: String, number: UInt64?) {
        #expect(GoNumber.unsigned(Array(text.utf8)[...]) == number)
    }

    @Test(
        arguments: [
            ("0", 0),
            ("-1", -1),
            ("+1", 1),
            ("-0x10", -16),
            ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min),
            ("-0", 0),
            ("9223372036854775808", nil),
            ("-9223372036854775809", nil),
            ("--1", nil),
            ("", nil),
            ("-", nil),
            ("+", nil),
        ] as [(String, Int64?)]
    )
    func areReadWithSign(text: String, number: Int64?) {
        #expect(GoNumber.signed(Array(text.utf8)[...]) == number)
    }

    @Test(
        arguments: [
            ("1", 1),
            ("1.5", 1.5),
            ("-1.5e3", -1500),
            (".5", 0.5),
            ("5.", 5),
            ("1e-2", 0.01),
            ("0x1p4", 16),
            ("0x1.8p1", 3),
            ("-0x.8p0", -0.5),
            ("1_0.5", 10.5),
            ("010", 10),
            ("1e400", nil),
            ("1e-400", 0),
            ("", nil),
            (".", nil),
            ("e1", nil),
            ("1e", nil),
            ("1e+", nil),
            ("0x1", nil),
            ("0x1.8", nil),
            ("0xp1", nil),
            ("inf", nil),
            ("nan", nil),
            ("1.5.5", nil),
            ("1_.5", nil),
            ("1e1.5", nil),
            (" 1", nil),
            ("0b1", nil),
            ("+1.5", 1.5),
        ] as [(String, Double?)]
    )
    func areReadWithAPoint(text: String, number: Double?) {
        #expect(GoNumber.float(Array(text.utf8)[...]) == number)
    }
}
