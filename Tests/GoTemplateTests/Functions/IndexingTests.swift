// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct IndexingTests {
    @Test(
        arguments: [
            Example("{{ index .l 0 }}", "a"),
            Example("{{ index .m \"k1\" }}", "v1"),
            Example("[{{ index .m \"x\" }}]", "[<no value>]"),
            Example("{{ index .a \"b\" \"c\" }}", "deep"),
            Example("{{ index .people 1 \"tags\" 0 }}", "x"),
            Example("{{ index .s 0 }}", "116"),
            Example("{{ index .l }}", "[a b c]"),
            Example("{{ 1 | index .l }}", "b"),
            Example("{{ index .l '\\x02' }}", "c"),
            Example("{{ (index .people 0).name }}", "Ann"),
            Example("{{ index .l 0x1 }}", "b"),
            Example("{{ index \"é\" 1 }}", "169"),
            Example("{{ index .m (print \"k\" 2) }}", "v2"),
            Example("{{ printf \"%T\" (index .s 0) }}", "uint8"),
            Example("[{{ index .a \"n\" }}]", "[<no value>]"),
            Example("{{ slice .l 1 }}", "[b c]"),
            Example("{{ slice .l 1 2 }}", "[b]"),
            Example("{{ slice .l }}", "[a b c]"),
            Example("{{ slice .l 3 }}", "[]"),
            Example("{{ slice .l 0 1 2 }}", "[a]"),
            Example("{{ slice .s 1 3 }}", "ex"),
            Example("{{ slice .s }}", "text"),
            Example("{{ slice .s 4 }}", ""),
            Example("{{ slice .empty }}", ""),
            Example("{{ 1 | slice .l }}", "[b c]"),
            Example("{{ len .l }}{{ len .m }}{{ len .s }}{{ len .none }}", "3240"),
            Example("{{ len \"é日\" }}", "5"),
            Example("{{ .l | len }}", "3"),
            Example("{{ len (slice .l 1) }}", "2"),
            Example("{{ printf \"%T\" (slice .l 1) }}", "[]interface {}"),
            Example("{{ printf \"%T\" (len .s) }}", "int"),
        ]
    )
    func reaches(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            ("index .l 3", "reflect: slice index out of range"),
            ("index .l 4", "index out of range: 4"),
            ("index .l -1", "index out of range: -1"),
            ("index .l .n", "cannot index slice/array with type float64"),
            ("index .l \"a\"", "cannot index slice/array with type string"),
            ("index .l nil", "cannot index slice/array with nil"),
            ("index .l true", "cannot index slice/array with type bool"),
            ("index .s 4", "reflect: string index out of range"),
            ("index .s 9", "index out of range: 9"),
            ("index .m 1", "value has type int; should be string"),
            ("index .m nil", "value is nil; should be of type string"),
            ("index .m .n", "value has type float64; should be string"),
            ("index .n 0", "can't index item of type float64"),
            ("index true 0", "can't index item of type bool"),
            ("index nil 0", "index of untyped nil"),
            ("index .nope 0", "index of untyped nil"),
            ("index .null 0", "index of untyped nil"),
            ("index nil", "index of untyped nil"),
            ("index .m \"x\" \"y\"", "index of nil pointer"),
            ("index .a \"n\" \"y\"", "index of nil pointer"),
            ("index .l 0 0 0", "can't index item of type uint8"),
            ("slice .l 4", "index out of range: 4"),
            ("slice .l 2 1", "invalid slice index: 2 > 1"),
            ("slice .l -1", "index out of range: -1"),
            ("slice .l 0 2 1", "invalid slice index: 2 > 1"),
            ("slice .l 0 1 2 3", "too many slice indexes: 4"),
            ("slice .s 0 1 2", "cannot 3-index slice a string"),
            ("slice .s 5", "index out of range: 5"),
            ("slice .m 0", "can't slice item of type map[string]interface {}"),
            ("slice .n", "can't slice item of type float64"),
            ("slice nil", "slice of untyped nil"),
            ("slice .nope", "slice of untyped nil"),
            ("slice .l 1.5", "cannot index slice/array with type float64"),
            ("slice .l .n", "cannot index slice/array with type interface {}"),
            ("slice .l nil", "cannot index slice/array with nil"),
            ("slice .l \"a\"", "cannot index slice/array with type string"),
            ("len .n", "len of type float64"),
            ("len .null", "len of nil pointer"),
            ("len nil", "reflect: call of reflect.Value.Type on zero Value"),
            ("len 3", "len of type int"),
            ("len true", "len of type bool"),
            ("call nil", "call of nil"),
            ("call .s", "non-function .s of type string"),
            ("call .nope", "call of nil"),
            ("call 1 2", "non-function 1 of type int"),
            ("call \"f\"", "non-function \"f\" of type string"),
        ]
    )
    func saysWhatCannotBeReached(expression: String, cause: String) {
        let name = expression.prefix { $0 != " " }
        #expect(
            rendered("{{ \(expression) }}")
                == "1:3: executing \"t\" at <\(expression)>: error calling \(name): \(cause)"
        )
    }

    @Test func callsFunctionsThatAreValues() {
        let add = Function([.integer(.int), .integer(.int)], result: .integer(.int)) { arguments in
            guard case .integer(let one, _) = arguments[0], case .integer(let other, _) = arguments[1] else {
                return .null
            }
            return .int(Int(one + other))
        }
        let values: Value = .map(Map(["f": .function(add)]))
        #expect(rendered("{{ call .f 1 2 }}", with: values) == "3")
        #expect(
            rendered("{{ call .f 1 }}", with: values).hasSuffix(
                "error calling call: wrong number of args for .f: got 1 want 2"
            )
        )
        #expect(rendered("{{ .f }}", with: values).contains("can't print {{.f}} of type func()"))
        #expect(rendered("{{ if .f }}T{{ end }}", with: values) == "T")
    }
}
