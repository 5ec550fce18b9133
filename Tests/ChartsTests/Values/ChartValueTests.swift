// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Values of charts, and what templates get of them.
@Suite struct ChartValueTests {
    private let sample = ChartValue.map([
        "n": .null, "b": .bool(true), "f": .number(1.5), "s": .string("text"), "l": .list([.number(1), .string("x")]),
        "m": .map(["k": .bool(false)]),
    ])

    @Test func `a value and what templates have are turned into each other`() {
        #expect(ChartValue(sample.value) == sample)
        #expect(sample.json == #"{"b":true,"f":1.5,"l":[1,"x"],"m":{"k":false},"n":null,"s":"text"}"#)
    }

    @Test func `each use of a value is a map of its own`() {
        guard case .map(let first) = sample.value, case .map(let second) = sample.value else {
            Issue.record("these are no maps")
            return
        }
        first.entries["new"] = .bool(true)
        #expect(second.entries["new"] == nil && sample.entries?["new"] == nil)
    }

    @Test func `types have the names of schemas`() {
        let table: [(ChartValue, String)] = [
            (.null, "null"),
            (.bool(true), "boolean"),
            (.number(1), "integer"),
            (.number(1.5), "number"),
            (.string(""), "string"),
            (.list([]), "array"),
            (.map([:]), "object"),
        ]
        for (value, type) in table { #expect(value.schemaType == type) }
    }

    @Test func `only maps have entries`() {
        #expect(sample.entries?.count == 6)
        for value in [ChartValue.null, .bool(true), .number(1), .string(""), .list([])] {
            #expect(value.entries == nil)
        }
    }

    @Test func `a map and its named form share their entries`() throws {
        let map = Map(["a": .map(Map(["b": .int(1)]))])
        let values = map.asValues()
        values.entries["c"] = .int(2)
        #expect(map.entries["c"]?.printed == "2" && values.type == Map.valuesType)
        #expect(try values.table(at: "a").entries["b"]?.printed == "1")
        #expect(try values.value(at: "a.b").printed == "1" && values.value(at: "c").printed == "2")
    }

    @Test(arguments: [("a.x", "\"x\" is not a table"), ("c", "\"c\" is not a table"), ("", "\"\" is not a table")])
    func `a table that is not there is an error`(path: String, message: String) {
        let map = Map(["a": .map(Map(["b": .int(1)])), "c": .int(2)])
        let error = #expect(throws: FunctionError.self) { try map.table(at: path) }
        #expect(error?.message.string == message)
    }

    @Test func `a log has each text once, in order`() {
        var log = ChartLog()
        for text in ["b", "a", "B", "b"] { log.write(text) }
        #expect(log.lines == ["B", "a", "b"])
    }

    @Test(arguments: [
        (ChartPathError.noTable("a\"b"), "\"a\\\"b\" is not a table"),
        (.noValue("x"), "\"x\" is not a value"),
        (.emptyPath, "YAML path cannot be empty"),
    ])
    func `errors of paths have Helm's words`(error: ChartPathError, message: String) {
        #expect(error.message == message)
    }
}
