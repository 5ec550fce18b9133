// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct FunctionTests {
    /// Functions with parameters of all kinds, which return what they got.
    private static func functions() -> [String: Function] {
        let echo: ([Value]) -> Value = { .string(Text($0.map { "\($0.type)=\($0.printed)" }.joined(separator: ","))) }
        let nothing = Function([], result: .any) { _ in .null }
        return [
            "anything": Function([.any], result: .string, echo),
            "text": Function([.string], result: .string, echo),
            "int": Function([.integer(.int)], result: .string, echo),
            "int64": Function([.integer(.int64)], result: .string, echo),
            "uint": Function([.integer(.uint32)], result: .string, echo),
            "byte": Function([.integer(.uint8)], result: .string, echo),
            "float": Function([.float], result: .string, echo),
            "bool": Function([.bool], result: .string, echo),
            "complex": Function([.complex], result: .string, echo),
            "list": Function([.list(.any)], result: .string, echo),
            "texts": Function([.list(.string)], result: .string, echo),
            "map": Function([.map(.any)], result: .string, echo),
            "time": Function([.named("time.Time", .struct)], result: .string, echo),
            "pointer": Function([.named("*v.Version", .ptr)], result: .string, echo),
            "many": Function([.string], rest: .integer(.int), result: .string, echo),
            "two": Function([.string, .integer(.int)], result: .string, echo),
            "nothing": nothing,
            "long": Function([], result: .integer(.int64)) { _ in .int64(7) },
            "typed": Function([], result: .list(.string)) { _ in .list(List([.string("a")], of: .string)) },
            "boxed": Function([], result: .any) { _ in .string("in a box") },
            "fails": Function([], rest: .any) { _ in throw FunctionError("it is broken") },
        ]
    }

    private func result(_ expression: String) -> String {
        rendered("{{ \(expression) }}", in: TemplateSet(functions: Self.functions()))
    }

    @Test(
        arguments: [
            ("text \"a\"", "string=a"), ("text .s", "string=text"), ("text (print 1)", "string=1"),
            (".s | text", "string=text"), ("text `a`", "string=a"),
            ("int 3", "int=3"), ("int 3.0", "int=3"), ("int 3e0", "int=3"), ("int 'a'", "int=97"),
            ("int (len .s)", "int=4"), ("int64 3", "int64=3"), ("int64 long", "int64=7"), ("uint 3", "uint32=3"),
            ("byte 300", "uint8=44"),
            ("float 3", "float64=3"), ("float 3.5", "float64=3.5"), ("float .n", "float64=3"),
            ("bool true", "bool=true"), ("bool .t", "bool=true"), ("bool (eq 1 1)", "bool=true"),
            ("complex 1i", "complex128=(0+1i)"),
            ("list .l", "[]interface {}=[a b c]"), ("texts typed", "[]string=[a]"),
            ("map .m", "map[string]interface {}=map[k1:v1 k2:v2]"), ("list nil", "[]interface {}=[]"),
            ("map nil", "map[string]interface {}=map[]"), ("map (.nope)", "map[string]interface {}=map[]"),
            ("list (.null)", "[]interface {}=[]"), ("map .nope", "map[string]interface {}=map[]"),
            ("anything nil", "interface {}=<nil>"), ("anything .nope", "interface {}=<nil>"), ("anything 3", "int=3"),
            ("anything .n", "float64=3"), ("anything (.null)", "interface {}=<nil>"),
            ("many \"a\"", "string=a"), ("many \"a\" 1 2", "string=a,int=1,int=2"),
            ("3 | many \"a\" 1", "string=a,int=1,int=3"), ("\"a\" | many", "string=a"),
            ("5 | two \"a\"", "string=a,int=5"), ("text boxed", "string=in a box"), ("boxed | text", "string=in a box"),
            ("pointer nil", "interface {}=<nil>"), ("pointer (.nope)", "interface {}=<nil>"),
            ("anything .l", "[]interface {}=[a b c]"), ("anything true", "bool=true"), ("anything 1.5", "float64=1.5"),
            ("anything \"x\"", "string=x"),
        ]
    )
    func takesArguments(expression: String, text: String) {
        #expect(result(expression) == text)
    }

    @Test(
        arguments: [
            ("text 5", "8: executing \"t\" at <5>: expected string; found 5"),
            ("text true", "8: executing \"t\" at <true>: expected string; found true"),
            ("text nil", "8: executing \"t\" at <nil>: cannot assign nil to string"),
            ("text .nope", "8: executing \"t\" at <.nope>: invalid value; expected string"),
            ("text .null", "8: executing \"t\" at <.null>: wrong type for value; expected string; got interface {}"),
            ("text (.null)", "9: executing \"t\" at <.null>: invalid value; expected string"),
            (".null | text", "11: executing \"t\" at <text>: invalid value; expected string"),
            ("text .n", "8: executing \"t\" at <.n>: wrong type for value; expected string; got float64"),
            (".n | text", "8: executing \"t\" at <text>: wrong type for value; expected string; got float64"),
            ("text .l", "8: executing \"t\" at <.l>: wrong type for value; expected string; got []interface {}"),
            (
                "text nothing",
                "8: executing \"t\" at <nothing>: wrong type for value; expected string; got interface {}"
            ), ("text (nothing)", "9: executing \"t\" at <nothing>: invalid value; expected string"),
            ("int 3.5", "7: executing \"t\" at <3.5>: expected integer; found 3.5"),
            ("int \"3\"", "7: executing \"t\" at <\"3\">: expected integer; found \"3\""),
            ("int .n", "7: executing \"t\" at <.n>: wrong type for value; expected int; got float64"),
            ("int long", "7: executing \"t\" at <long>: wrong type for value; expected int; got int64"),
            ("int (long)", "8: executing \"t\" at <long>: wrong type for value; expected int; got int64"),
            ("int nil", "7: executing \"t\" at <nil>: cannot assign nil to int"),
            (
                "int 18446744073709551615",
                "7: executing \"t\" at <18446744073709551615>: expected integer; found 18446744073709551615"
            ),
            ("uint -1", "8: executing \"t\" at <-1>: expected unsigned integer; found -1"),
            ("float \"1\"", "9: executing \"t\" at <\"1\">: expected float; found \"1\""),
            ("float (len .s)", "14: executing \"t\" at <.s>: wrong type for value; expected float64; got int"),
            ("bool 1", "8: executing \"t\" at <1>: expected bool; found 1"),
            ("bool \"true\"", "8: executing \"t\" at <\"true\">: expected bool; found \"true\""),
            ("bool nil", "8: executing \"t\" at <nil>: cannot assign nil to bool"),
            ("complex 1", "11: executing \"t\" at <1>: expected complex; found 1"),
            ("list 1", "8: executing \"t\" at <1>: can't handle 1 for arg of type []interface {}"),
            ("list \"a\"", "8: executing \"t\" at <\"a\">: can't handle \"a\" for arg of type []interface {}"),
            (
                "list typed",
                "8: executing \"t\" at <typed>: wrong type for value; expected []interface {}; got []string"
            ), ("texts .l", "9: executing \"t\" at <.l>: wrong type for value; expected []string; got []interface {}"),
            (
                "map .l",
                "7: executing \"t\" at <.l>: wrong type for value; expected map[string]interface {}; got []interface {}"
            ), ("map true", "7: executing \"t\" at <true>: can't handle true for arg of type map[string]interface {}"),
            (
                "list .null",
                "8: executing \"t\" at <.null>: wrong type for value; expected []interface {}; got interface {}"
            ),
            ("time \"2020\"", "8: executing \"t\" at <\"2020\">: can't handle \"2020\" for arg of type time.Time"),
            ("time nil", "8: executing \"t\" at <nil>: cannot assign nil to time.Time"),
            ("time .nope", "8: executing \"t\" at <.nope>: invalid value; expected time.Time"),
            ("time .s", "8: executing \"t\" at <.s>: wrong type for value; expected time.Time; got string"),
            ("pointer \"1\"", "11: executing \"t\" at <\"1\">: can't handle \"1\" for arg of type *v.Version"),
        ]
    )
    func refusesArguments(expression: String, message: String) {
        #expect(result(expression) == "1:" + message)
    }

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
            ), ("print (fails 1)", "10: executing \"t\" at <fails 1>: error calling fails: it is broken"),
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
