// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// What the TOML library of Go that Helm uses makes of values.
@Suite struct HelmTOMLTests {
    private func written(_ yaml: String) throws -> String {
        HelmTOML.text(try GoYAMLReader.read(Array(yaml.utf8)).chartValue.value).string
    }

    @Test(arguments: [
        ("{}", ""),
        ("a: 1", "a = 1.0\n"),
        ("a: 1.5\nb: true\nc: text", "a = 1.5\nb = true\nc = \"text\"\n"),
        ("a: null", ""),
        ("b: 1\na: 2", "a = 2.0\nb = 1.0\n"),
        ("a: 1000000", "a = 1000000.0\n"),
        ("a: 1e21", "a = 1000000000000000000000.0\n"),
        ("a: 0.000001", "a = 0.000001\n"),
        ("a: -0.5", "a = -0.5\n"),
        ("a: 1e-7", "a = 0.0000001\n"),
        ("a: 123456.789", "a = 123456.789\n"),
        ("a: []", "a = []\n"),
        ("a: [1, x, true]", "a = [1.0, \"x\", true]\n"),
        ("a: [[1], [x]]", "a = [[1.0], [\"x\"]]\n"),
    ])
    func `values that are no tables stand beside their keys`(yaml: String, toml: String) throws {
        #expect(try written(yaml) == toml)
    }

    @Test(arguments: [
        ("a: {}", "[a]\n"),
        ("a: {b: 1}", "[a]\n  b = 1.0\n"),
        ("z: 1\na: {b: 1}", "z = 1.0\n\n[a]\n  b = 1.0\n"),
        ("a: {}\nb: {}", "[a]\n\n[b]\n"),
        ("a: {b: {c: {d: 1}}}", "[a]\n  [a.b]\n    [a.b.c]\n      d = 1.0\n"),
        ("a: {z: 1, b: {c: 2}}", "[a]\n  z = 1.0\n  [a.b]\n    c = 2.0\n"),
        ("a: [{x: 1}, {z: 2}]", "[[a]]\n  x = 1.0\n\n[[a]]\n  z = 2.0\n"),
        ("a: {l: [{x: 1}]}", "[a]\n\n  [[a.l]]\n    x = 1.0\n"),
        ("a: [{x: 1}, 2]", "a = [{x = 1.0}, 2.0]\n"),
        ("a: [[{x: 1, b: {c: 1}}]]", "a = [[{x = 1.0, b = {c = 1.0}}]]\n"),
        ("a: {b: null, c: {d: null}}", "[a]\n  [a.c]\n"),
    ])
    func `tables come behind, with headers`(yaml: String, toml: String) throws {
        #expect(try written(yaml) == toml)
    }

    @Test(arguments: [
        ("a-b_1", "a-b_1"),
        ("a b", "\"a b\""),
        ("", "\"\""),
        ("a.b", "\"a.b\""),
        ("\u{e9}", "\"\u{e9}\""),
        ("a\"b", "\"a\\\"b\""),
    ])
    func `a key is in quotes unless it is bare`(key: String, toml: String) {
        let map = Map([Text(key): .int(1)])
        #expect(HelmTOML.text(.map(map)).string == "\(toml) = 1\n")
        #expect(HelmTOML.text(.map(Map(["t": .map(Map([Text(key): .map(Map())]))]))).string == "[t]\n  [t.\(toml)]\n")
    }

    @Test(arguments: [
        ("a\"b\\c", "a\\\"b\\\\c"),
        ("\n\t\r\u{8}\u{c}", "\\n\\t\\r\\b\\f"),
        ("\u{0}\u{1f}\u{7f}", "\\u0000\\u001f\\u007f"),
        ("gr\u{fc}n \u{1F600}", "gr\u{fc}n \u{1F600}"),
    ])
    func `texts are escaped`(text: String, toml: String) {
        #expect(HelmTOML.text(.string(Text(text))).string == "\"\(toml)\"")
    }

    @Test func `a value alone is written without a key`() {
        let table: [(Value, String)] = [
            (.int(5), "5"),
            (.integer(-1, .uint64), "18446744073709551615"),
            (.float(.nan), "nan"),
            (.float(.infinity), "inf"),
            (.float(-.infinity), "-inf"),
            (.float(-0.0), "-0.0"),
            (.bool(false), "false"),
            (.list(List([.int(1), .int(2)])), "[1, 2]"),
        ]
        for (value, toml) in table { #expect(HelmTOML.text(value).string == toml) }
    }

    @Test func `what cannot be written gives a message in its place`() {
        #expect(HelmTOML.text(.null).string == "unsupported type for key '': invalid")
        #expect(HelmTOML.text(.list(List([.map(Map())]))).string == "toml: top-level values must be Go maps or structs")
        #expect(
            HelmTOML.text(.map(Map(["a": .list(List([.int(1), .null]))]))).string
                == "toml: cannot encode array with nil element"
        )
        let map = Map()
        map.entries["self"] = .map(map)
        #expect(HelmTOML.text(.map(map)).string == "toml: the value is nested too deeply")
        map.entries = [:]
    }

    @Test(arguments: [
        (0.0, "0.0"),
        (1.0, "1.0"),
        (-1.5, "-1.5"),
        (1e15, "1000000000000000.0"),
        (1e16, "10000000000000000.0"),
        (1e-5, "0.00001"),
        (1.25e-10, "0.000000000125"),
        (1.5e300, "15" + String(repeating: "0", count: 299) + ".0"),
        (0.1, "0.1"),
        (.leastNonzeroMagnitude, "0." + String(repeating: "0", count: 323) + "5"),
        (123_456_789.125, "123456789.125"),
    ])
    func `decimals have no exponent`(number: Double, text: String) {
        #expect(PlainDecimal.text(number) == text)
    }
}
