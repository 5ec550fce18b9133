// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// The values that charts get, and what the log says of them.
@Suite struct ChartCoalescingTests {
    private func coalesced(
        _ chart: TestChart,
        _ given: String = "",
        keepsNulls: Bool = false
    ) throws(ChartError) -> (json: String, log: [String]) {
        var coalescing = ChartCoalescing(keepsNulls: keepsNulls, log: ChartLog())
        let given = try ChartValues(yaml: Array(given.utf8), file: "given").value.entries ?? [:]
        let values = try coalescing.values(try chart.loaded(), given)
        return (ChartValue.map(values).json, coalescing.log.lines)
    }

    @Test(arguments: [
        ("a: 1", "", #"{"a":1}"#),
        ("a: 1", "a: 2", #"{"a":2}"#),
        ("a: {b: 1, c: 2}", "a: {b: 3}", #"{"a":{"b":3,"c":2}}"#),
        ("a: [1]", "a: []", #"{"a":[]}"#),
        ("a: 1\nb: 2", "a: null", #"{"b":2}"#),
        ("a: null", "", #"{"a":null}"#),
        ("b: 1", "a: null", #"{"a":null,"b":1}"#),
        ("a: {b: 1, c: 2}", "a: {b: null}", #"{"a":{"c":2}}"#),
        ("a: {b: 1}", "a: text", #"{"a":"text"}"#),
        ("a: null", "a: {b: 1}", #"{"a":{"b":1}}"#),
        ("a: {b: {c: 1, d: 2}}", "a: {b: {c: null}}", #"{"a":{"b":{"d":2}}}"#),
    ])
    func `what is given stands above the defaults, and null removes one`(preset: String, given: String, json: String)
        throws
    {
        #expect(try coalesced(TestChart(["values.yaml": preset]), given).json == json)
    }

    @Test func `null stays where values are merged`() throws {
        let chart = TestChart(["values.yaml": "a: {b: 1, c: 2}"])
        #expect(
            try coalesced(chart, "a: {b: null}\nd: null", keepsNulls: true).json == #"{"a":{"b":null,"c":2},"d":null}"#
        )
    }

    @Test func `values of two kinds are reported`() throws {
        let chart = TestChart(["values.yaml": "a: 1\nm: {t: {x: 1}, s: 2}\n"])
        let result = try coalesced(chart, "a: {b: 1}\nm: {t: text, s: {k: 1}}\n")
        #expect(result.json == #"{"a":{"b":1},"m":{"s":{"k":1},"t":"text"}}"#)
        #expect(
            result.log == [
                "warning: cannot overwrite table with non table for web.m.t (map[x:1])",
                "warning: destination for web.m.s is a table. Ignoring non-table value (2)",
                "warning: skipped value for web.a: Not a table.",
            ]
        )
    }

    @Test func `globals go down, those of the upper chart win, and those between are added`() throws {
        let leaf = TestChart("leaf", ["values.yaml": "global: {a: leaf, l: 1, m: {x: leaf, z: leaf}}"])
        let mid = TestChart("mid", ["values.yaml": "global: {b: mid, m: {w: mid}}"]).adding("leaf", leaf)
        let top = TestChart(["values.yaml": "global: {a: top, m: {x: top}}"]).adding("mid", mid)
        let result = try coalesced(top)
        #expect(
            result.json
                == #"{"global":{"a":"top","m":{"x":"top"}},"mid":{"global":{"a":"top","b":"mid","m":{"w":"mid","x":"top"}},"#
                + #""leaf":{"global":{"a":"top","b":"mid","l":1,"m":{"w":"mid","x":"top","z":"leaf"}}}}}"#
        )
    }

    @Test func `globals that are no mapping are reported and left alone`() throws {
        let chart = TestChart(["values.yaml": "global: text"]).adding("kid", TestChart("kid"))
        #expect(try coalesced(chart).log == ["warning: skipping globals because source global is not a table."])
        let other = TestChart(["values.yaml": "kid: {global: text}"]).adding("kid", TestChart("kid"))
        #expect(try coalesced(other).log == ["warning: skipping globals because destination global is not a table."])
        let mixed = TestChart(["values.yaml": "global: {a: {b: 1}, c: 1}\nkid: {global: {a: 1, c: {d: 1}}}"])
            .adding("kid", TestChart("kid"))
        #expect(
            try coalesced(mixed).log == [
                "Conflict: cannot merge map onto non-map for \"a\". Skipping.", "key c is table. Skipping",
            ]
        )
    }

    @Test func `a sub-chart gets a table of its own, and another thing in its place is an error`() throws {
        let chart = TestChart(["values.yaml": "a: 1"]).adding("kid", TestChart("kid", ["values.yaml": "b: 2"]))
        #expect(try coalesced(chart, "kid: {c: 3}").json == #"{"a":1,"kid":{"b":2,"c":3,"global":{}}}"#)
        for (value, shown) in [("text", "%!t(string=text)"), ("true", "true"), ("[1]", "[%!t(float64=1)]")] {
            let error = #expect(throws: ChartError.self) { try coalesced(chart, "kid: \(value)") }
            #expect(error?.message == "type mismatch on kid: \(shown)")
        }
    }
}
