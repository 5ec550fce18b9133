// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Values on their way between templates, JSON and YAML.
@Suite struct YAMLDatumTests {
    @Test func `every number is a float behind JSON`() {
        let datum = YAMLDatum.list([
            .integer(5), .unsigned(.max), .float(1.5), .bool(true), .null, .string("a"), .map([:]),
        ])
        #expect(
            datum.chartValue
                == .list([
                    .number(5), .number(18_446_744_073_709_551_616), .number(1.5), .bool(true), .null, .string("a"),
                    .map([:]),
                ])
        )
    }

    @Test func `kinds have the names of JSON`() {
        let table: [(YAMLDatum, String)] = [
            (.null, "null"),
            (.bool(true), "bool"),
            (.integer(1), "number"),
            (.unsigned(1), "number"),
            (.float(1), "number"),
            (.string(""), "string"),
            (.list([]), "array"),
            (.map([:]), "object"),
        ]
        for (datum, kind) in table { #expect(datum.jsonKind == kind) }
    }

    @Test func `values are shown as Go writes them`() {
        let table: [(YAMLDatum, String)] = [
            (.null, "interface {}(nil)"),
            (.bool(false), "false"),
            (.integer(-1), "-1"),
            (.unsigned(255), "0xff"),
            (.float(1.5), "1.5"),
            (.string("a\"b"), "\"a\\\"b\""),
            (.list([.integer(1)]), "[]interface {}{1}"),
            (.map(["b": .integer(2), "a": .null]), "map[interface {}]interface {}{\"a\":interface {}(nil), \"b\":2}"),
        ]
        for (datum, text) in table { #expect(datum.goSyntax == text) }
    }

    @Test func `values of templates become data`() throws {
        let table: [(Value, YAMLDatum)] = [
            (.null, .null),
            (.bool(true), .bool(true)),
            (.int(5), .integer(5)),
            (.integer(-1, .uint64), .unsigned(.max)),
            (.integer(200, .uint8), .integer(200)),
            (.float(2), .integer(2)),
            (.float(2.5), .float(2.5)),
            (.string("a"), .string("a")),
            (.list(List([.int(1)])), .list([.integer(1)])),
            (.list(List([], isNil: true)), .null),
            (.map(Map(isNil: true)), .null),
            (.map(Map(["a": .null])), .map(["a": .null])),
            (.list(List([.integer(104, .uint8), .integer(105, .uint8)], of: .integer(.uint8))), .string("aGk=")),
        ]
        for (value, datum) in table { #expect(try YAMLDatum(value) == datum) }
    }

    @Test func `structs are maps without their empty fields`() throws {
        let inner = GoStruct(
            "t.Inner",
            [GoStruct.Field("X", .int(1), "x"), GoStruct.Field("Y", .string(""), "y", omitsEmpty: true)]
        )
        let outer = GoStruct(
            "t.Outer",
            [GoStruct.Field("Inner", .object(inner), isEmbedded: true), GoStruct.Field("Own", .object(inner), "own")]
        )
        #expect(try YAMLDatum(.object(outer)) == .map(["x": .integer(1), "own": .map(["x": .integer(1)])]))
        #expect(outer.field("X")?.printed == "1" && outer.field("Own") != nil && outer.field("x") == nil)
        #expect(outer.equals(outer) && !outer.equals(inner))
    }

    @Test func `functions and complex numbers have no form`() {
        for value in [Value.function(Function([]) { _ in .null }), .complex(real: 1, imaginary: 0)] {
            #expect(throws: NotWritable.self) { try YAMLDatum(value) }
        }
    }

    @Test(arguments: [
        ("a", "a"),
        ("\u{e9}", "\u{e9}"),
        ("a\u{85}b", "a b"),
        ("a\u{85}\u{85}b", "a\nb"),
        ("a \u{85} b", "a b"),
        ("\u{85}", " "),
        ("a\u{85}\u{85}\u{85}", "a\n\n"),
        ("\t\u{85}b", "\t b"),
    ])
    func `a text behind JSON and YAML`(text: String, result: String) throws {
        #expect(try JSONTextReadAsYAML.text(Text(text)) == Text(result))
    }

    @Test(arguments: ["\u{7f}", "\u{80}", "\u{9f}", "\u{fffe}", "\u{ffff}"])
    func `characters that YAML does not know`(text: String) {
        #expect(throws: NotWritable.self) { try JSONTextReadAsYAML.text(Text(text)) }
        #expect(throws: NotWritable.self) { try JSONTextReadAsYAML.key(Text(text)) }
    }

    @Test(arguments: [
        (String(repeating: "k", count: 1022), true),
        (String(repeating: "k", count: 1023), false),
        (String(repeating: "\u{e9}", count: 1022), true),
        (String(repeating: "\"", count: 511), true),
        (String(repeating: "\"", count: 512), false),
        (String(repeating: "<", count: 170), true),
        (String(repeating: "<", count: 171), false),
        ("a\u{85}b", false),
    ])
    func `a key has 1024 characters at most, as JSON writes them`(key: String, isWritable: Bool) {
        #expect(((try? JSONTextReadAsYAML.key(Text(key))) != nil) == isWritable)
    }
}
