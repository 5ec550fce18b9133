// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// What Go's YAML library reads out of texts.
@Suite struct YAMLReadingTests {
    private func read(_ text: String) throws(YAMLProblem) -> YAMLDatum { try GoYAMLReader.read(Array(text.utf8)) }

    private func problem(of text: String) -> String? {
        do throws(YAMLProblem) {
            _ = try read(text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("1", YAMLDatum.integer(1)),
        ("-1", .integer(-1)),
        ("+1", .integer(1)),
        ("0644", .integer(420)),
        ("0o644", .integer(420)),
        ("0x1F", .integer(31)),
        ("0b101", .integer(5)),
        ("-0b101", .integer(-5)),
        ("1_000", .integer(1000)),
        ("0", .integer(0)),
        ("-0", .integer(0)),
        ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .unsigned(1 << 63)),
        ("18446744073709551616", .float(18_446_744_073_709_551_616)),
        ("1.5", .float(1.5)),
        ("08", .float(8)),
        ("1e3", .float(1000)),
        (".5", .float(0.5)),
        ("5.", .float(5)),
        ("1e400", .string("1e400")),
        ("._5", .string("._5")),
        ("yes", .bool(true)),
        ("Off", .bool(false)),
        ("y", .bool(true)),
        ("N", .bool(false)),
        ("yEs", .string("yEs")),
        ("~", .null),
        ("", .null),
        ("Null", .null),
        ("nul", .string("nul")),
        ("1:30", .string("1:30")),
        ("2020-01-02", .string("2020-01-02")),
        ("'1'", .string("1")),
        ("\"yes\"", .string("yes")),
        ("|\n  1", .string("1")),
        ("!!str 1", .string("1")),
        ("!!int \"1\"", .integer(1)),
        ("!!float 1", .float(1)),
        ("!foo 1", .string("1")),
        ("!!binary aGk=", .string("hi")),
        ("- a\n b", .list([.string("a b")])),
    ])
    func `a scalar means what YAML 1.1 says`(text: String, datum: YAMLDatum) throws {
        #expect(try read(text) == datum)
    }

    @Test(arguments: [
        ("1: a\n2.5: b\ntrue: c\n'x': d\n", ["1", "2.5", "true", "x"]),
        ("no: 1\n", ["false"]),
        ("n: 1", ["false"]),
        ("1000000.0: a", ["1e+06"]),
        ("0.1: a", ["0.1"]),
        ("16777217.0: a", ["1.6777216e+07"]),
    ])
    func `a key becomes a text`(text: String, keys: [String]) throws {
        guard case .map(let entries) = try read(text) else { throw YAMLProblem(message: "no map") }
        #expect(entries.keys.map(\.string).sorted() == keys)
    }

    @Test func `of two equal keys the later one counts`() throws {
        #expect(try read("a: 1\na: 2\n") == .map(["a": .integer(2)]))
    }

    @Test func `merged entries replace those before them and give way to those behind them`() throws {
        let text = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\none: {a: 0, <<: *x, b: 5}\ntwo:\n  <<: [*x, *y]\n"
        guard case .map(let entries) = try read(text) else { throw YAMLProblem(message: "no map") }
        #expect(entries["one"] == .map(["a": .integer(1), "b": .integer(5)]))
        #expect(entries["two"] == .map(["a": .integer(1), "b": .integer(2), "c": .integer(4)]))
        #expect(try read("'<<': 1") == .map(["<<": .integer(1)]))
    }

    @Test func `only the first document is read`() throws {
        #expect(try read("---\na: 1\n---\nb: [\n") == .map(["a": .integer(1)]))
        #expect(try read("# nothing\n") == .null)
        #expect(try read("") == .null)
        #expect(try read("\u{feff}a: 1") == .map(["a": .integer(1)]))
    }

    @Test(arguments: [
        ("a: 1\n  b: 2\n", "yaml: line 2: mapping values are not allowed in this context"),
        ("a: b: c\n", "yaml: mapping values are not allowed in this context"),
        ("a:\n\tb: 1\n", "yaml: line 2: found character that cannot start any token"),
        ("a: @x\n", "yaml: found character that cannot start any token"),
        ("a: [", "yaml: line 1: did not find expected node content"),
        ("a: 1\nb\nc: 2\n", "yaml: line 3: could not find expected ':'"),
        ("a: *nope\n", "yaml: unknown anchor 'nope' referenced"),
        ("a: &a [*a]\n", "yaml: anchor 'a' value contains itself"),
        ("a: \"x\n", "yaml: line 2: found unexpected end of stream"),
        ("a: 1\n- b\n", "yaml: line 1: did not find expected key"),
        ("a: {b: 1\nc: 2\n", "yaml: line 1: did not find expected ',' or '}'"),
        ("a: \u{1}", "yaml: control characters are not allowed"),
        ("a: !!int x\n", "yaml: cannot decode !!str `x` as a !!int"),
        ("<<: 1\n", "yaml: map merge requires map or sequence of maps as the value"),
        ("a: !!binary '*'\n", "yaml: !!binary value contains invalid base64 data"),
        ("null: d\n", "unsupported map key of type: %!s(<nil>), key: <nil>, value: \"d\""),
        ("a: .inf\n", "json: unsupported value: +Inf"),
        (
            "a: {{ .x }}\n",
            "yaml: invalid map key: map[interface {}]interface {}{\".x\":interface {}(nil)}"
        ),
        ("? [1, a]\n: 2\n", "yaml: invalid map key: []interface {}{1, \"a\"}"),
    ])
    func `what is wrong is said as the library says it`(text: String, message: String) {
        #expect(problem(of: text) == message)
    }

    @Test func `the line of a problem is known for people`() {
        do throws(YAMLProblem) {
            _ = try read("a: 1\nb: *nope\n")
            Issue.record("it was read")
        } catch {
            #expect(error.line == 2)
        }
    }

    @Test func `an alias that repeats too much is refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for index in 1...8 {
            let aliases = Array(repeating: "*a\(index - 1)", count: 10).joined(separator: ", ")
            text += "a\(index): &a\(index) [\(aliases)]\n"
        }
        #expect(problem(of: text) == "yaml: document contains excessive aliasing")
    }

    @Test func `very deep nesting is refused`() {
        let deep = String(repeating: "[", count: 5000)
        #expect(problem(of: deep) == "yaml: exceeded max depth of 1000")
    }
}
