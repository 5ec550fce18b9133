// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

@Suite struct ChartValuesTests {
    private func values(_ yaml: String) throws(ChartError) -> ChartValues {
        try ChartValues(yaml: Array(yaml.utf8), file: "values.yaml")
    }

    private func shown(_ value: ChartValue) -> String { value.json }

    @Test func `later values win, maps are merged, lists are replaced`() throws {
        let merged = ChartValues.merged([
            try values("a: {x: 1, k: {z: 1}}\nl: [1, 2]\ns: text\nm: {k: 1}"),
            try values("a: {k: {w: 2}}\nl: [3]\ns: {now: map}\nm: null"),
            try values("a: {x: null}"),
        ])
        #expect(
            shown(.map(merged))
                == #"{"a":{"k":{"w":2,"z":1},"x":null},"l":[3],"m":null,"s":{"now":"map"}}"#
        )
        #expect(ChartValues.merged([]).isEmpty)
    }

    @Test func `an empty file has no values, and another thing than a mapping is an error`() throws {
        #expect(try values("# nothing").value == .map([:]))
        let error = #expect(throws: ChartError.self) { try values("- a") }
        #expect(error?.message.hasPrefix("failed to parse values.yaml: error unmarshaling JSON") == true)
        let syntax = #expect(throws: ChartError.self) { try values("a: 1\n b: 2") }
        #expect(syntax?.place == ChartError.Place(file: "values.yaml", line: 2) && syntax?.step == .values)
    }

    @Test(arguments: [
        ("a.b.c", ChartValue.number(1)),
        ("d", .bool(true)),
        ("e.f", .null),
        ("a.l", .list([])),
    ])
    func `a path leads to a value`(path: String, value: ChartValue) throws {
        let entries = try values("a: {b: {c: 1}, l: []}\nd: true\ne: {f: null}").value.entries ?? [:]
        #expect(try entries.value(at: path) == value)
    }

    @Test(arguments: [
        ("a", ChartPathError.noValue("a")),
        ("a.b", .noValue("b")),
        ("x.y", .noValue("y")),
        ("d.e", .noValue("e")),
        ("", .emptyPath),
    ])
    func `a path that leads to a table or to nothing is an error`(path: String, expected: ChartPathError) throws {
        let entries = try values("a: {b: {c: 1}}\nd: true").value.entries ?? [:]
        let error = #expect(throws: ChartPathError.self) { try entries.value(at: path) }
        #expect(error == expected)
    }

    @Test func `a table is found by its path, and what is no table is named`() throws {
        let entries = try values("a: {b: {c: 1}}\nd: true").value.entries ?? [:]
        #expect(try entries.table("a.b") == ["c": .number(1)])
        let error = #expect(throws: ChartPathError.self) { try entries.table("a.x.y") }
        #expect(error?.message == "\"x\" is not a table")
    }
}
