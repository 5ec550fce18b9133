// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@Suite("Merge keys")
struct MergeTests {
    private static let base = "base: &a {x: 1, y: 2}\nother: &b {y: 3, z: 4}\n"

    @Test(
        "bring the fields that a mapping lacks",
        arguments: [
            ("{<<: *a}", ["x": 1, "y": 2]), ("{<<: *a, x: 9}", ["x": 9, "y": 2]), ("{x: 9, <<: *a}", ["x": 9, "y": 2]),
            ("{<<: [*a, *b]}", ["x": 1, "y": 2, "z": 4]), ("{<<: [*b, *a]}", ["x": 1, "y": 3, "z": 4]),
            ("{<<: [*b, {q: 5}], y: ~}", ["y": .null, "z": 4, "q": 5]), ("{<<: []}", [:]), ("{<<: {}}", [:]),
            ("{\"<<\": *a}", ["<<": ["x": 1, "y": 2]]), ("{'<<': 1, <<: *a}", ["<<": 1, "x": 1, "y": 2]),
            ("{<<: {<<: *a, x: 5}, y: 6}", ["x": 5, "y": 6]), ("{!!str <<: *a}", ["<<": ["x": 1, "y": 2]]),
        ] as [(String, YAMLValue)]
    )
    func merges(text: String, value: YAMLValue) throws {
        guard case .mapping(let fields) = try node(Self.base + "v: \(text)\n").content else { throw NoFields() }
        #expect(YAMLValue(try #require(fields.last?.value)) == value)
    }

    @Test(
        "take mappings and lists of mappings, and nothing else",
        arguments: [
            ("<<: x", "the string `x`"), ("<<: ~", "nothing"), ("<<: [1]", "a list"), ("<<: [{a: 1}, 2]", "a list"),
            ("<<: [[{a: 1}]]", "a list"),
        ]
    )
    func refuses(text: String, found: String) {
        #expect(
            problems("k: 1\n\(text)\n") == [
                "f.yaml:2:1: error: `<<` merges a mapping or a list of mappings, found \(found)"
                    + " | write `<<: *name` where `&name` marks a mapping"
            ]
        )
    }

    @Test("stand in a mapping once")
    func twice() {
        #expect(
            problems("<<: {a: 1}\n<<: {b: 2}\n") == [
                "f.yaml:2:1: error: the key `<<` is here for the second time | it is also on line 1, column 1; "
                    + "keep one of the two"
            ]
        )
    }

    @Test("put what they bring behind what the mapping has, in its order")
    func order() throws {
        guard case .mapping(let fields) = try node("<<: [{c: 1, a: 2}, {b: 3}]\nz: 4\n").content else {
            throw NoFields()
        }
        #expect(fields.map(\.key) == ["z", "c", "a", "b"])
    }

    @Test("name an anchor by its last meaning before them")
    func anchors() throws {
        #expect(
            YAMLValue(try node("[&x {a: 1}, {<<: *x}, &x {a: 2}, {<<: *x}]")) == [
                ["a": 1], ["a": 1], ["a": 2], ["a": 2],
            ]
        )
        #expect(
            problems("{<<: *x, y: &x {a: 1}}").first?.contains("the alias `*x` has no anchor `&x` before it") == true
        )
        #expect(problems("&x {<<: *x}").first?.contains("is inside the value that it repeats") == true)
    }
}
