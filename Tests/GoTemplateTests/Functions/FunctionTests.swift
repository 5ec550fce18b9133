// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct FunctionTests {
    @Test(
        arguments: [
            ("text", "3: executing \"t\" at <text>: wrong number of args for text: want 1 got 0"),
            ("text \"a\" \"b\"", "3: executing \"t\" at <text>: wrong number of args for text: want 1 got 2"),
            ("\"a\" | text \"b\"", "9: executing \"t\" at <text>: wrong number of args for text: want 1 got 2"),
            ("many", "3: executing \"t\" at <many>: wrong number of args for many: want at least 1 got 0"),
            ("print text", "9: executing \"t\" at <text>: wrong number of args for text: want 1 got 0"),
            ("two \"a\"", "3: executing \"t\" at <two>: wrong number of args for two: want 2 got 1"),
            ("nothing 1", "3: executing \"t\" at <nothing>: wrong number of args for nothing: want 0 got 1"),
            ("text (two \"a\")", "9: executing \"t\" at <two>: wrong number of args for two: want 2 got 1"),
            ("many \"a\" \"b\"", "12: executing \"t\" at <\"b\">: expected integer; found \"b\""),
            ("\"b\" | many \"a\"", "14: executing \"t\" at <\"a\">: wrong type for value; expected int; got string"),
            ("fails", "3: executing \"t\" at <fails>: error calling fails: it is broken"),
            ("fails  1   2", "3: executing \"t\" at <fails 1 2>: error calling fails: it is broken"),
            (
                "print 1 | fails (print \"a\")",
                "13: executing \"t\" at <fails (print \"a\")>: error calling fails: it is broken"
            ),
            ("print (fails 1)", "10: executing \"t\" at <fails 1>: error calling fails: it is broken"),
            ("print fails", "9: executing \"t\" at <fails>: error calling fails: it is broken"),
        ]
    )
    func countsArgumentsAndTellsOfErrors(expression: String, message: String) {
        #expect(result(expression) == "1:" + message)
    }

    @Test func givesTheErrorOfAFunction() throws {
        struct Special: Error, CustomStringConvertible { let description = "special" }
        let set = TemplateSet(functions: ["f": Function([]) { _ in throw Special() }])
        try set.parse("{{ f }}", named: "t")
        let error = try #require(throws: ExecutionError.self) { try set.execute("t", with: .null) }
        #expect(error.underlying is Special)
        #expect(error.cause == "error calling f: special")
    }

    @Test func replacesBuiltInFunctions() {
        let set = TemplateSet(functions: [
            "len": Function([.any], result: .string) { _ in .string("mine") },
            "and": Function([.any], result: .string) { _ in .string("et") },
        ])
        #expect(rendered("{{ len 1 }}{{ and 0 }}", in: set) == "mineet")
        #expect(
            rendered("{{ and 0 1 }}", in: set)
                == "1:3: executing \"t\" at <and>: wrong number of args for and: want 1 got 2"
        )
    }

    @Test func looksIntoResultsOfAnyType() {
        let set = TemplateSet(functions: [
            "box": Function([], result: .any) { _ in .map(Map(["a": .string("x")])) },
            "exact": Function([], result: .map(.any)) { _ in .map(Map(["a": .string("x")])) },
            "none": Function([], result: .any) { _ in .null },
        ])
        #expect(rendered("{{ box.a }}{{ (exact).a }}[{{ none }}]", in: set) == "xx[<no value>]")
        #expect(
            rendered("{{ none.a }}", in: set) == "1:3: executing \"t\" at <none>: nil pointer evaluating interface {}.a"
        )
        #expect(rendered("[{{ (none).a }}]", in: set) == "[<no value>]")
        #expect(rendered("{{ range box }}{{ . }}{{ end }}{{ range none }}{{ else }}E{{ end }}", in: set) == "xE")
    }
}
