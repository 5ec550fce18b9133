// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// What plain texts mean in YAML 1.1.
@Suite struct YAMLPlainScalarTests {
    private func meaning(_ text: String) -> YAMLPlainScalar.Meaning { YAMLPlainScalar.meaning(of: Text(text)) }

    @Test(arguments: [
        ("0", 0),
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("007", 7),
        ("010", 8),
        ("0o10", 8),
        ("0O10", 8),
        ("-0o10", -8),
        ("0x10", 16),
        ("0Xff", 255),
        ("-0xFF", -255),
        ("0b101", 5),
        ("0B11", 3),
        ("1_000_000", 1_000_000),
        ("0x_ff", 255),
        ("_", nil),
        ("1_", 1),
        ("9223372036854775807", Int64.max),
        ("-9223372036854775808", Int64.min),
        ("0x7fffffffffffffff", Int64.max),
        ("0x", nil),
        ("0b2", nil),
        ("0o8", nil),
        ("--1", nil),
        ("+-1", nil),
        ("1 ", nil),
        ("1a", nil),
        ("-", nil),
        ("+", nil),
    ])
    func `whole numbers are written in four bases`(text: String, number: Int64?) {
        switch (meaning(text), number) {
        case (.integer(let value), let number?): #expect(value == number)
        case (.integer(let value), nil): Issue.record("\(text) is \(value)")
        case (_, let number?): Issue.record("\(text) is not \(number)")
        case (_, nil): break
        }
    }

    @Test(arguments: [
        ("1.5", 1.5),
        ("-1.5", -1.5),
        ("+1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1E3", 1000.0),
        ("1e+3", 1000.0),
        ("1.5e-3", 0.0015),
        ("08", 8.0),
        ("09.5", 9.5),
        ("1_0.5", 10.5),
        ("99999999999999999999", 1e20),
        ("-9223372036854775809", -9_223_372_036_854_775_808.0),
        ("1e-400", 0.0),
        (".", nil),
        ("e3", nil),
        ("1e", nil),
        ("1e+", nil),
        ("1.5.2", nil),
        (".5.", nil),
        ("1e1000", nil),
        ("._5", nil),
        (".e5", nil),
    ])
    func `fractions have a point or an exponent`(text: String, number: Double?) {
        switch (meaning(text), number) {
        case (.float(let value), let number?): #expect(value == number)
        case (.float(let value), nil): Issue.record("\(text) is \(value)")
        case (_, let number?): Issue.record("\(text) is not \(number)")
        case (_, nil): break
        }
    }

    @Test func `a number without a sign may use all bits`() {
        #expect(meaning("18446744073709551615") == .unsigned(.max))
        #expect(meaning("0xffffffffffffffff") == .unsigned(.max))
        #expect(meaning("+18446744073709551615") == .float(18_446_744_073_709_551_616))
        #expect(meaning("0x1ffffffffffffffff") == .string)
    }

    @Test(arguments: ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
    func `words for true`(text: String) { #expect(meaning(text) == .bool(true)) }

    @Test(arguments: ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
    func `words for false`(text: String) { #expect(meaning(text) == .bool(false)) }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `words for nothing`(text: String) { #expect(meaning(text) == .null) }

    @Test(arguments: [
        "yES", "tRUE", "oN", "nULL", "~~", "truee", "nope", "none", "nil", "t", "f", "o", "Inf", "-", "<<",
    ])
    func `words for themselves`(text: String) { #expect(meaning(text) == .string) }

    @Test(arguments: [(".inf", Double.infinity), ("+.Inf", .infinity), ("-.INF", -.infinity), (".Inf", .infinity)])
    func `infinity has a sign`(text: String, number: Double) { #expect(meaning(text) == .float(number)) }

    @Test(arguments: [".nan", ".NaN", ".NAN"])
    func `there is a number that is none`(text: String) {
        guard case .float(let number) = meaning(text) else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(number.isNaN)
    }

    @Test(arguments: [
        ("1:30", true),
        ("12:30:45", true),
        ("-1:30", true),
        ("+1:30.5", true),
        ("1_0:30", true),
        ("1:5", true),
        ("1:30.", true),
        ("1:30._5", true),
        ("8080:80", false),
        ("1:60", false),
        ("1:", false),
        (":30", false),
        ("a:30", false),
        ("1:30a", false),
        ("1:300", false),
        ("_1:30", false),
        ("1.5:30", false),
        ("30", false),
        ("", false),
        ("-", false),
    ])
    func `numbers in base 60 are known`(text: String, isSexagesimal: Bool) {
        #expect(YAMLPlainScalar.isSexagesimal(Text(text)) == isSexagesimal)
    }

    @Test(arguments: [
        ("2020-01-02", true),
        ("2020-1-2", true),
        ("2020-12-31", true),
        ("2020-02-29", true),
        ("2021-02-29", false),
        ("1900-02-29", false),
        ("2000-02-29", true),
        ("2020-04-31", false),
        ("2020-00-01", false),
        ("2020-13-01", false),
        ("2020-01-32", false),
        ("2020-01-00", false),
        ("2020-001-01", false),
        ("202-01-01", false),
        ("20200-01-01", false),
        ("2020-01-02T03:04:05Z", true),
        ("2020-01-02t03:04:05Z", true),
        ("2020-01-02T3:4:5Z", true),
        ("2020-01-02T03:04:05.678Z", true),
        ("2020-01-02T03:04:05,678Z", true),
        ("2020-01-02T03:04:05+01:00", true),
        ("2020-01-02T03:04:05-23:59", true),
        ("2020-01-02T03:04:05+1:00", false),
        ("2020-01-02T03:04:05", false),
        ("2020-01-02T24:00:00Z", false),
        ("2020-01-02T03:60:00Z", false),
        ("2020-01-02T03:04:60Z", false),
        ("2020-01-02 03:04:05", true),
        ("2020-01-02 03:04:05.5", true),
        ("2020-01-02 03:04:05Z", false),
        ("2020-01-02  03:04:05", false),
        ("2020-01-02 03:04", false),
        ("2020-01-02x", false),
        ("2020/01/02", false),
    ])
    func `dates and times are known in four forms`(text: String, isTimestamp: Bool) {
        #expect(YAMLTimestamp.isTimestamp(Array(text.utf8)) == isTimestamp)
        #expect((meaning(text) == .timestamp) == isTimestamp)
    }
}
