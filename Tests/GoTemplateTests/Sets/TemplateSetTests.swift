// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct TemplateSetTests {
    @Test func keepsWhatItHadWhenATextIsBad() throws {
        let set = TemplateSet()
        try set.parse("{{ define \"x\" }}1{{ end }}", named: "a")
        #expect(throws: ParseError.self) { try set.parse("{{ define \"x\" }}2{{ end }}{{ nope }}", named: "b") }
        #expect(set.names == ["a", "x"])
        #expect(try set.execute("x", with: .null) == "1")
    }

    @Test func replacesAFileThatIsParsedAgain() throws {
        let set = TemplateSet()
        try set.parse("one", named: "t")
        try set.parse("two", named: "t")
        #expect(try set.execute("t", with: .null) == "two")
        try set.parse("  {{/* nothing */}}\n", named: "t")
        #expect(try set.execute("t", with: .null) == "two")
    }

    @Test func hasEmptyFiles() throws {
        let set = TemplateSet()
        try set.parse("", named: "empty")
        try set.parse(" \n", named: "blank")
        try set.parse("{{/* c */}}", named: "comment")
        #expect(try set.execute("empty", with: .null) == "")
        #expect(try set.execute("blank", with: .null) == " \n")
        #expect(try set.execute("comment", with: .null) == "")
    }

    @Test func refusesFunctionsThatItDoesNotHave() throws {
        let set = TemplateSet()
        let error = try #require(throws: ParseError.self) {
            try set.parse("\n{{ if false }}{{ f }}{{ end }}", named: "t")
        }
        #expect(error.description == "template: t:2: function \"f\" not defined")
        set.add(functions: ["f": Function([], result: .string) { _ in .string("F") }])
        try set.parse("{{ f }}", named: "t")
        #expect(try set.execute("t", with: .null) == "F")
    }

    @Test func isNotChangedByExecuting() throws {
        let set = TemplateSet()
        try set.parse("{{ $x := . }}{{ range 2 }}{{ $x = . }}{{ end }}{{ $x }}", named: "t")
        for _ in 0..<3 { #expect(try set.execute("t", with: .string("a")) == "1") }
    }

    @Test func tellsOfErrorsOfNestedExecutionsThatWereCaught() throws {
        let set = TemplateSet()
        set.add(functions: [
            "try": Function([.string], result: .string) { [unowned set] arguments in
                (try? set.execute(arguments[0].printed.string, with: .null)).map { .string($0) } ?? .string("caught")
            }
        ])
        try set.parse("{{ define \"bad\" }}{{ index nil 1 }}{{ end }}{{ define \"good\" }}g{{ end }}", named: "h")
        try set.parse("{{ try \"bad\" }}{{ try \"good\" }}{{ try \"none\" }}{{ (try \"bad\") | len }}", named: "t")
        #expect(try set.execute("t", with: .null) == "caughtgcaught6")
    }

    @Test func executesWithAnyValueAsDot() throws {
        let set = TemplateSet()
        try set.parse("{{ . }}", named: "t")
        let table: [(Value, Text)] = [
            (.null, "<no value>"),
            (.int(5), "5"),
            (.string("a"), "a"),
            (.list(List([.int(1)])), "[1]"),
            (.map(Map(["a": .null])), "map[a:<nil>]"),
            (.bool(false), "false"),
            (.float(1e6), "1e+06"),
        ]
        for (value, text) in table { #expect(try set.execute("t", with: value) == text) }
    }

    @Test func changesMapsForAllThatHoldThem() throws {
        let set = TemplateSet(functions: [
            "set": Function([.map(.any), .string, .any], result: .string) { arguments in
                if case .map(let map) = arguments[0] { map.entries[arguments[1].printed] = arguments[2] }
                return .string("")
            }
        ])
        try set.parse(
            #"{{ $m := .m }}{{ set $m "a" 2 }}{{ .m.a }}{{ range $k, $v := .m }}{{ set $.m "b" 3 }}{{ $k }}{{ end }}"#
                + "{{ .m.b }}",
            named: "t"
        )
        let map = Map(["a": .int(1)])
        #expect(try set.execute("t", with: .map(Map(["m": .map(map)]))) == "2a3")
        #expect(map.sortedKeys == ["a", "b"])
    }

    @Test func isUsedByManyTasksAtOnceIfEachHasItsOwn() async {
        let results = await withTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask { rendered("{{ range \(number) }}{{ . }}{{ end }}") }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(results.count == 20)
    }

    @Test func namesWhatIsWrongInItsErrors() throws {
        let set = TemplateSet()
        try set.parse("a{{ define \"in\" }}\n {{ index .l 5 }}{{ end }}{{ template \"in\" . }}", named: "out")
        let error = try #require(throws: ExecutionError.self) {
            try set.execute("out", with: .map(Map(["l": .list(List([]))])))
        }
        #expect(
            error.description
                == "template: out:2:4: executing \"in\" at <index .l 5>: error calling index: index out of range: 5"
        )
        #expect(error.text.string == error.description)
        #expect(error.cause == "error calling index: index out of range: 5")
        #expect((error.underlying as? FunctionError)?.message == "index out of range: 5")
        #expect(error.place == ExecutionError.Place.some(file: "out", line: 2, column: 4, source: "index .l 5"))
    }
}

extension ExecutionError.Place {
    fileprivate static func some(file: String, line: Int, column: Int, source: Text) -> ExecutionError.Place? {
        let set = TemplateSet()
        let blanks = String(repeating: "\n", count: line - 1) + String(repeating: " ", count: column - 3)
        try? set.parse(Text(blanks + "{{ \(source) }}"), named: file)
        do {
            _ = try set.execute(file, with: .map(Map(["l": .list(List([]))])))
            return nil
        } catch {
            return error.place
        }
    }
}
