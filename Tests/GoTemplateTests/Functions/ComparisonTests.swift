// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct ComparisonTests {
    @Test(
        arguments: [
            Example("{{ eq 1 1 }}", "true"),
            Example("{{ eq 1 2 3 1 }}", "true"),
            Example("{{ eq 1 2 3 }}", "false"),
            Example("{{ eq \"a\" \"a\" }}", "true"),
            Example("{{ eq true true }}", "true"),
            Example("{{ eq 1.5 1.5 }}", "true"),
            Example("{{ eq .n 3.0 }}", "true"),
            Example("{{ eq .nope .null }}", "true"),
            Example("{{ eq .nope \"a\" }}", "false"),
            Example("{{ eq nil nil }}", "true"),
            Example("{{ eq .l nil }}", "false"),
            Example("{{ eq .m nil }}", "false"),
            Example("{{ eq nil .l }}", "false"),
            Example("{{ eq nil 1 }}", "false"),
            Example("{{ eq 1 nil 1 }}", "true"),
            Example("{{ ne 1 2 }}", "true"),
            Example("{{ ne \"a\" \"a\" }}", "false"),
            Example("{{ ne .nope nil }}", "false"),
            Example("{{ ne .s nil }}", "true"),
            Example("{{ eq 'a' 97 }}", "true"),
            Example("{{ lt 1 2 }}{{ lt 2 1 }}{{ lt 1 1 }}", "truefalsefalse"),
            Example("{{ le 1 1 }}{{ le 2 1 }}", "truefalse"),
            Example("{{ gt 2 1 }}{{ gt 1 1 }}", "truefalse"),
            Example("{{ ge 1 1 }}{{ ge 1 2 }}", "truefalse"),
            Example("{{ lt \"a\" \"b\" }}{{ lt \"B\" \"a\" }}{{ lt \"a\" \"aa\" }}", "truetruetrue"),
            Example("{{ lt 1.5 2.5 }}{{ ge 1.5 1.5 }}", "truetrue"),
            Example("{{ 1 | lt 2 }}", "false"),
            Example("{{ lt -1 0 }}", "true"),
            Example("{{ eq \"é\" \"e\u{301}\" }}", "false"),
            Example("{{ eq (len .l) 3 }}", "true"),
            Example("{{ eq (index .s 0) 't' }}", "true"),
            Example("{{ eq .t true }}", "true"),
            Example("{{ eq .empty \"\" }}", "true"),
        ]
    )
    func compares(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            ("eq 1", "missing argument for comparison"),
            ("eq 1 1.0", "incompatible types for comparison: int and float64"),
            ("eq \"1\" 1", "incompatible types for comparison: string and int"),
            ("eq .n 3", "incompatible types for comparison: float64 and int"),
            ("eq true \"true\"", "incompatible types for comparison: bool and string"),
            ("eq 1 2 \"a\"", "incompatible types for comparison: int and string"),
            ("eq .l .l", "non-comparable type [a b c]: []interface {}"),
            ("eq .m .m", "non-comparable type map[k1:v1 k2:v2]: map[string]interface {}"),
            ("eq .l \"a\"", "incompatible types for comparison: []interface {} and string"),
            ("eq \"a\" .l", "incompatible types for comparison: string and []interface {}"),
            ("eq .l .m", "non-comparable types [a b c]: []interface {}, map[string]interface {}: map[k1:v1 k2:v2]"),
            ("ne .l .l", "non-comparable type [a b c]: []interface {}"),
            ("lt 1 1.0", "incompatible types for comparison: int and float64"),
            ("lt true false", "invalid type for comparison"),
            ("lt nil 1", "invalid type for comparison"),
            ("lt 1 nil", "invalid type for comparison"),
            ("lt .l .l", "invalid type for comparison"),
            ("gt \"a\" 1", "incompatible types for comparison: string and int"),
            ("le .nope 1", "invalid type for comparison"),
            ("ge .s .n", "incompatible types for comparison: string and float64"),
            ("lt \"a\" true", "incompatible types for comparison: string and bool"),
            ("lt .m 1", "invalid type for comparison"),
            ("gt true 1", "incompatible types for comparison: bool and int"),
        ]
    )
    func saysWhatCannotBeCompared(expression: String, cause: String) {
        let name = expression.prefix { $0 != " " }
        #expect(
            rendered("{{ \(expression) }}")
                == "1:3: executing \"t\" at <\(expression)>: error calling \(name): \(cause)"
        )
    }

    @Test func comparesNumbersWithAndWithoutSign() {
        let table: [(Value, Value, Bool, Bool)] = [
            (.integer(-1, .int), .integer(-1, .uint64), false, true),
            (.integer(5, .uint8), .int64(5), true, false),
            (.integer(5, .int8), .integer(6, .uint32), false, true),
            (.integer(-1, .uint64), .integer(-1, .int64), false, false),
            (.integer(-1, .uint64), .integer(-2, .uint64), false, false),
            (.integer(-2, .uint64), .integer(-1, .uint64), false, true),
            (.int(3), .int64(3), true, false),
        ]
        for (one, other, isEqual, isLess) in table {
            let values: Value = .list(List([one, other]))
            #expect(rendered("{{ eq (index . 0) (index . 1) }}", with: values) == "\(isEqual)")
            #expect(rendered("{{ lt (index . 0) (index . 1) }}", with: values) == "\(isLess)")
            #expect(rendered("{{ ge (index . 0) (index . 1) }}", with: values) == "\(!isLess)")
        }
    }

    @Test func knowsThatNotANumberEqualsNothing() {
        #expect(
            rendered("{{ eq . . }}{{ ne . . }}{{ lt . . }}{{ ge . . }}", with: .float(.nan)) == "falsetruefalsetrue"
        )
        #expect(rendered("{{ if . }}T{{ end }}", with: .float(.nan)) == "T")
    }
}
