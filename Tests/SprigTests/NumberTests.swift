// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NumberTests {
    /// A text, as a whole number and with a fraction.
    @Test(
        arguments: [
            ("0", "0", "0"),
            ("-0", "0", "-0"),
            ("+7", "7", "7"),
            ("12", "12", "12"),
            ("12.0", "12", "12"),
            ("12.", "0", "12"),
            (".5", "0", "0.5"),
            ("1e3", "0", "1000"),
            ("0x1F", "31", "0"),
            ("0b101", "5", "0"),
            ("0o17", "15", "0"),
            ("017", "15", "17"),
            ("0_7", "7", "7"),
            ("1__0", "0", "0"),
            ("_1", "0", "0"),
            ("1_", "0", "0"),
            ("0x_f", "15", "0"),
            ("0x", "0", "0"),
            ("08", "0", "8"),
            ("", "0", "0"),
            (" 1", "0", "0"),
            ("1 ", "0", "0"),
            ("abc", "0", "0"),
            ("9223372036854775807", "9223372036854775807", "9.223372036854776e+18"),
            ("9223372036854775808", "0", "9.223372036854776e+18"),
            ("-9223372036854775808", "-9223372036854775808", "-9.223372036854776e+18"),
            ("1.50", "0", "1.5"),
            ("100", "100", "100"),
            ("100.00", "100", "100"),
            ("0.0", "0", "0"),
            ("-3.0", "-3", "-3"),
            ("infinity", "0", "+Inf"),
            ("-inf", "0", "-Inf"),
            ("nan", "0", "NaN"),
            ("+nan", "0", "0"),
            ("1e400", "0", "0"),
            ("1e-400", "0", "0"),
            ("0x1p4", "0", "16"),
            ("0x1.8p1", "0", "3"),
            ("1e", "0", "0"),
            ("1e+", "0", "0"),
            ("1.2.3", "0", "0"),
            ("--1", "0", "0"),
            ("1,000", "0", "0"),
            ("true", "0", "0"),
        ]
    )
    func areReadOutOfTexts(text: String, whole: String, real: String) {
        #expect(Rendering.text("{{ int64 \"\(text)\" }}") == whole)
        #expect(Rendering.text("{{ int \"\(text)\" }}") == whole)
        #expect(Rendering.text("{{ float64 \"\(text)\" }}") == real)
    }

    @Test(
        arguments: [
            (#"{{ int 3.99 }}"#, "3"),
            (#"{{ int -3.99 }}"#, "-3"),
            (#"{{ int true }}"#, "1"),
            (#"{{ int nil }}"#, "0"),
            (#"{{ int (dict) }}"#, "0"),
            (#"{{ int64 1e19 }}"#, "-9223372036854775808"),
            (#"{{ int64 (float64 "nan") }}"#, "-9223372036854775808"),
            (#"{{ typeOf (int "1") }} {{ typeOf (int64 "1") }} {{ typeOf (float64 "1") }}"#, "int int64 float64"),
            (#"{{ float64 false }}"#, "0"),
            (#"{{ float64 nil }}"#, "0"),
            (#"{{ float64 (list 1) }}"#, "0"),
            (#"{{ float64 1.25 }}"#, "1.25"),
            (#"{{ atoi "12" }}"#, "12"),
            (#"{{ atoi "" }}"#, "0"),
            (#"{{ atoi " 1" }}"#, "0"),
            (#"{{ atoi "1_0" }}"#, "0"),
            (#"{{ atoi "-99999999999999999999" }}"#, "-9223372036854775808"),
            (#"{{ typeOf (atoi "1") }}"#, "int"),
            (#"{{ toDecimal "755" }}"#, "493"),
            (#"{{ toDecimal 755 }}"#, "493"),
            (#"{{ toDecimal "8" }}"#, "0"),
            (#"{{ toDecimal "" }}"#, "0"),
            (#"{{ toDecimal 7.0 }}"#, "7"),
            (#"{{ toDecimal nil }}"#, "0"),
            (#"{{ typeOf (toDecimal "1") }}"#, "int64"),
        ]
    )
    func areMadeOutOfOthers(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ add }}"#, "0"),
            (#"{{ add 1 }}"#, "1"),
            (#"{{ add 1 "2" 3.9 true nil }}"#, "7"),
            (#"{{ add1 -1 }}"#, "0"),
            (#"{{ add1 "x" }}"#, "1"),
            (#"{{ add 9223372036854775807 1 }}"#, "-9223372036854775808"),
            (#"{{ sub -9223372036854775808 1 }}"#, "9223372036854775807"),
            (#"{{ sub 1.9 0.9 }}"#, "1"),
            (#"{{ mul 2 }}"#, "2"),
            (#"{{ mul 2 -3 }}"#, "-6"),
            (#"{{ mul 2.9 3.9 }}"#, "6"),
            (#"{{ div 7 2 }}"#, "3"),
            (#"{{ div -7 2 }}"#, "-3"),
            (#"{{ div 7 -2 }}"#, "-3"),
            (#"{{ div -9223372036854775808 -1 }}"#, "-9223372036854775808"),
            (#"{{ mod 7 3 }}"#, "1"),
            (#"{{ mod -7 3 }}"#, "-1"),
            (#"{{ mod 7 -3 }}"#, "1"),
            (#"{{ mod -9223372036854775808 -1 }}"#, "0"),
            (#"{{ typeOf (add 1 2) }} {{ typeOf (add1 1) }} {{ typeOf (mod 3 2) }}"#, "int64 int64 int64"),
            (#"{{ max 1 2 "3" 2.9 }}"#, "3"),
            (#"{{ min 5 "3" 4.5 }}"#, "3"),
            (#"{{ biggest -1 -2 }}"#, "-1"),
            (#"{{ min nil 1 }}"#, "0"),
            (#"{{ maxf 1 2.5 "3.25" }}"#, "3.25"),
            (#"{{ minf 1 2.5 "0.25" }}"#, "0.25"),
            (#"{{ maxf (float64 "nan") 1 }}"#, "NaN"),
            (#"{{ maxf (float64 "nan") (float64 "inf") }}"#, "+Inf"),
            (#"{{ minf (float64 "-inf") (float64 "nan") }}"#, "-Inf"),
            (#"{{ maxf 0.0 -0.0 }} {{ minf 0.0 -0.0 }}"#, "0 -0"),
            (#"{{ minf 0 (float64 "-0") }} {{ maxf (float64 "-0") 0 }}"#, "-0 0"),
        ]
    )
    func areCalculated(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ addf 1.1 2.2 }}"#, "3.3"),
            (#"{{ addf }}"#, "0"),
            (#"{{ addf 1 2 3 }}"#, "6"),
            (#"{{ addf "1.5" 2 }}"#, "3.5"),
            (#"{{ add1f 0.1 }}"#, "1.1"),
            (#"{{ add1f "x" }}"#, "1"),
            (#"{{ subf 10 4.5 }}"#, "5.5"),
            (#"{{ subf 1 }}"#, "1"),
            (#"{{ subf 0.3 0.1 }}"#, "0.2"),
            (#"{{ mulf 1.1 1.1 }}"#, "1.21"),
            (#"{{ mulf 3 }}"#, "3"),
            (#"{{ mulf 0 -5.5 }}"#, "0"),
            (#"{{ divf 10 2 5 }}"#, "1"),
            (#"{{ divf 1 }}"#, "1"),
            (#"{{ divf 2 -3 }}"#, "-0.6666666666666667"),
            (#"{{ divf 1 16 }}"#, "0.0625"),
            (#"{{ divf 1e20 3 }}"#, "3.333333333333333e+19"),
            (#"{{ divf 1e-10 3 }}"#, "3.33333e-11"),
            (#"{{ divf 1e-20 3 }}"#, "0"),
            (#"{{ addf 1e300 1e-300 }}"#, "1e+300"),
            (#"{{ mulf 1e200 1e200 }}"#, "+Inf"),
            (#"{{ mulf 1e-200 1e-200 }}"#, "0"),
            (#"{{ typeOf (addf 1 1) }}"#, "float64"),
            (#"{{ subf 1.5 1.5 }}"#, "0"),
            (#"{{ addf -0.1 -0.2 }}"#, "-0.3"),
            (#"{{ divf 0 5 }}"#, "0"),
            (#"{{ divf 100 8 }}"#, "12.5"),
        ]
    )
    func areCalculatedInDecimal(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ div 1 0 }}"#, "div", "runtime error: integer divide by zero"),
            (#"{{ mod 1 "x" }}"#, "mod", "runtime error: integer divide by zero"),
            (#"{{ divf 1 "x" }}"#, "divf", "decimal division by 0"),
            (#"{{ addf (float64 "nan") }}"#, "addf", "Cannot create a Decimal from NaN"),
            (#"{{ mulf 1 (float64 "inf") }}"#, "mulf", "Cannot create a Decimal from +Inf"),
            (#"{{ until 1000000000 }}"#, "until", "too many numbers for a template"),
            (
                #"{{ untilStep -9223372036854775808 9223372036854775807 1 }}"#, "untilStep",
                "too many numbers for a template"
            ),
            (#"{{ seq 1000000000 }}"#, "seq", "too many numbers for a template"),
        ]
    )
    func fail(template: String, function: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling \(function): \(message)"))
    }
}
