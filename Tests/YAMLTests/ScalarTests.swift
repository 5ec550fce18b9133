// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@Suite struct ScalarTests {
    @Test(
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string),
            ("true", .boolean(true)), ("yes", .boolean(true)), ("On", .boolean(true)), ("y", .boolean(true)),
            ("false", .boolean(false)), ("no", .boolean(false)), ("OFF", .boolean(false)), ("n", .boolean(false)),
            ("tRUE", .string), ("none", .string),
            ("0", .integer(0)), ("-12", .integer(-12)), ("+7", .integer(7)), ("1_000", .integer(1000)),
            ("0x1f", .integer(31)), ("0o17", .integer(15)), ("017", .integer(15)), ("0b101", .integer(5)),
            ("-0b11", .integer(-3)), ("08", .number), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number), ("-9223372036854775808", .integer(.min)),
            ("4.14", .number), (".5", .number), ("5.", .number), ("1e3", .number), ("-1.5E-3", .number),
            (".inf", .number),
            ("4.14.1", .string), ("v4.14", .string), ("1.2.3-rc.1", .string), (".", .string), ("-", .string),
            ("+", .string), ("e3", .string), ("1e", .string), ("0x", .string), ("0xg", .string),
            ("2026-11-21", .string),
            ("12:30", .string), ("stable-4.16", .string),
        ] as [(String, YAMLScalar.Meaning)]
    )
    func meansWhatKubernetesToolsRead(text: String, meaning: YAMLScalar.Meaning) {
        #expect(YAMLScalar.meaning(ofPlain: text) == meaning)
    }

    @Test(
        arguments: [
            ("'4.14'", "string"), ("\"yes\"", "string"), ("!!str 4.14", "string"), ("! 4.14", "string"),
            ("!!int 4", "integer"), ("!!bool 'yes'", "boolean"), ("!!int x", "none"), ("!!binary aGk=", "none"),
            ("!own x", "none"), ("!!float 3", "number"), ("|\n  4.14", "string"),
        ]
    )
    func letsQuotesAndTagsDecide(text: String, meaning: String) throws {
        guard case .scalar(let scalar) = try node(text).content else { return }
        let name =
            switch scalar.meaning {
            case .string: "string"
            case .integer: "integer"
            case .number: "number"
            case .boolean: "boolean"
            case .null: "null"
            case nil: "none"
            }
        #expect(name == meaning)
    }
}
