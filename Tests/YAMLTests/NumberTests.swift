// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import YAML

@Suite("Numbers of YAML 1.1")
struct NumberTests {
    @Test("are read in every base, with either sign, and with underscores between their digits", arguments: 0..<4)
    func bases(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let magnitude =
                Int64.random(in: 0 ... .max, using: &generator) >> Int64.random(in: 0..<63, using: &generator)
            let sign = ["", "+", "-"].randomElement(using: &generator) ?? ""
            let (prefix, radix) =
                [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2), ("", 10)].randomElement(using: &generator) ?? ("", 10)
            var digits = Array(String(magnitude, radix: radix, uppercase: Bool.random(using: &generator)))
            if Bool.random(using: &generator) {
                digits.insert("_", at: Int.random(in: 1...digits.count, using: &generator))
            }
            let text = sign + prefix + String(digits)
            let meaning = YAMLScalar.meaning(ofPlain: text)
            #expect(meaning == .integer(sign == "-" ? -magnitude : magnitude), "\(text)")
        }
    }

    @Test(
        "end where 64 bits end",
        arguments: [
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number),
            ("-9223372036854775808", .integer(.min)),
            ("-9223372036854775809", .number), ("0x7fffffffffffffff", .integer(.max)), ("0x8000000000000000", .number),
            ("-0x8000000000000000", .integer(.min)), ("0777777777777777777777", .integer(.max)),
            ("01000000000000000000000", .number), ("18446744073709551615", .number),
        ] as [(String, YAMLScalar.Meaning)]
    )
    func bounds(text: String, meaning: YAMLScalar.Meaning) {
        #expect(YAMLScalar.meaning(ofPlain: text) == meaning)
    }

    @Test(
        "are not what only looks like one",
        arguments: [
            "0b2", "0o8", "0xg", "0x", "0b", "-", "+", "--1", "+-1", "1-", "1 2", "1,000", ".", "..", ".e1", "1e",
            "1e+", "e1", "1.2.3",
            "1e1.5", ".inF", "inf", "-.in", "nan", "+.nan", "0x1.8", "½", "１２", "1h", "_1",
        ]
    )
    func lookalikes(text: String) {
        #expect(YAMLScalar.meaning(ofPlain: text) == .string)
    }

    @Test("with a fraction or an exponent are what the type's pattern takes", arguments: 0..<4)
    func decimals(seed: UInt64) throws {
        // The pattern of floats as the libraries for Go have it; integers are told apart before.
        let float = /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/
        let whole = /[-+]?[0-9]+/
        var generator = SeededGenerator(seed: 100 + seed)
        for _ in 0..<600 {
            let text = String(
                (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                    "0123456789.eE+-".randomElement(using: &generator) ?? "0"
                }
            )
            guard try whole.wholeMatch(in: text) == nil else { continue }
            let isNumber = try float.wholeMatch(in: text) != nil
            #expect((YAMLScalar.meaning(ofPlain: text) == .number) == isNumber, "\(text)")
        }
    }

    @Test(
        "with leading zeros are octal where their digits allow it",
        arguments: [("00", 0), ("010", 8), ("-010", -8), ("0_7", 7)]
    )
    func octals(text: String, value: Int64) {
        #expect(YAMLScalar.meaning(ofPlain: text) == .integer(value))
    }

    @Test(
        "of no kind are taken for texts of other lengths",
        arguments: ["y", "yes", "n", "no", "on", "off", "true", "false", "null", "~"]
    )
    func words(word: String) {
        #expect(YAMLScalar.meaning(ofPlain: word) != .string)
        for other in [word + word, word + "x", "x" + word, word + " ", word + "."] {
            #expect(YAMLScalar.meaning(ofPlain: other) == .string, "\(other)")
        }
    }
}
