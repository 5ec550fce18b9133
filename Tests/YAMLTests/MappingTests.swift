// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

/// What a test's parser throws.
private struct NotRed: Error, CustomStringConvertible {
    var description: String { "it is not red" }
}

@Suite("A mapping of known fields")
struct MappingTests {
    private static let known =
        "the fields here are `name`, `color`, `sizes`, `inner`, `parts`, `ripe`, `weight`"

    @Test(
        "tells of every field that it does not know what was meant",
        arguments: [
            ("nmae: a", "1:1: error: unknown field `nmae` | did you mean `name`? \(known)"),
            ("quantity: a", "1:1: error: unknown field `quantity` | \(known)"),
            ("colour: a", "1:1: error: unknown field `colour` | write `color`"),
            ("-name: a", "1:1: error: unknown field `-name` | a space is missing after the `-`: write `- name`"),
            (
                "peel: a",
                "1:1: error: the field `peel` is at the wrong level | it belongs to `inner` or to `parts[]`; "
                    + "move it there"
            ),
            (
                "stalk: a",
                "1:1: error: the field `stalk` is at the wrong level | it belongs to `parts[]`; move it there"
            ),
            ("Name: a", "1:1: warning: `Name` is read as `name` | write `name`"),
            (
                "name: a\nNAME: b",
                "2:1: error: the field `name` is here for the second time, as `NAME`"
                    + " | it is also on line 1, column 1; keep one of the two"
            ),
            (
                "NAME: b\nname: a",
                "1:1: error: the field `name` is here for the second time, as `NAME`"
                    + " | it is also on line 2, column 1; keep one of the two"
            ),
        ]
    )
    func unknownFields(text: String, problem: String) throws {
        let reading = try fruit(text) { _ in }
        #expect(reading.problems == ["f.yaml:\(problem)"])
    }

    @Test("says nothing of an unknown field of which a part is masked")
    func maskedField() throws {
        #expect(try fruit("a\(YAMLScalar.mask): b") { _ in }.problems.isEmpty)
    }

    @Test("keeps the well spelled of two fields, and the first of two that are not")
    func spelling() throws {
        #expect(try fruit("NAME: b\nname: a") { $0.string(.name)?.value }.answer == "a")
        #expect(try fruit("NAME: b\nNamE: c") { $0.string(.name)?.value }.answer == "b")
    }

    @Test("takes null and empty text for not written", arguments: ["name:", "name: ~", "name: null", "name: ''", "{}"])
    func notWritten(text: String) throws {
        let reading = try fruit(text) { $0.string(.name) }
        #expect(reading.answer == nil)
        #expect(reading.problems.isEmpty)
    }

    @Test("knows where the name of a field stands, even of one that is null")
    func keyLocations() throws {
        let reading = try fruit("color: red\nname:\n") { fruit in
            [fruit.keyLocation(.name), fruit.keyLocation(.color), fruit.keyLocation(.ripe)].map { $0?.line }
        }
        #expect(reading.answer == [2, 1, nil])
    }

    @Test(
        "tells of a required string that is missing or says nothing",
        arguments: [
            ("color: red", "1:1: error: the fruit has no `name` | add `name:` with a value"),
            ("color: red\nname:", "2:1: error: the fruit has no `name` | add `name:` with a value"),
            ("name: ''", "1:7: error: the `name` of the fruit is empty"),
            ("name: \" \\t\"", "1:7: error: the `name` of the fruit is empty"),
            ("name: 4", "1:7: error: `name` must be a string, found the number 4 | write `v4`"),
        ]
    )
    func required(text: String, problem: String) throws {
        let reading = try fruit(text) { $0.requiredString(.name, of: "the fruit", number: { "write `v\($0)`" }) }
        #expect(reading.answer == nil)
        #expect(reading.problems == ["f.yaml:\(problem)"])
    }

    @Test("makes values of strings, and a problem of what the parser throws")
    func parsed() throws {
        func color(_ text: String) throws -> Reading<Located<Int>?> {
            try fruit(text) { fruit in
                fruit.parsed(.color, code: .wrongType, number: { _ in "a color is a word" }, remedy: { "not \($0)" }) {
                    (text) throws(NotRed) in
                    guard text == "red" else { throw NotRed() }
                    return text.count
                }
            }
        }
        let red = try color("color: red")
        #expect(red.answer?.value == 3)
        #expect(red.answer?.location.column == 8)
        #expect(red.problems.isEmpty)
        #expect(
            try color("color: blue").problems == ["f.yaml:1:8: error: `color` is not valid: it is not red | not blue"]
        )
        #expect(
            try color("color: 7").problems == [
                "f.yaml:1:8: error: `color` must be a string, found the number 7 | a color is a word"
            ]
        )
        #expect(try color("{}").answer == nil)
        #expect(try color("color: ''").problems.isEmpty)
    }

    @Test(
        "reads flags, which are off where nothing is written",
        arguments: [("ripe: yes", true), ("ripe: off", false), ("ripe:", false), ("{}", false), ("ripe: x", false)]
    )
    func flags(text: String, expected: Bool) throws {
        let reading = try fruit(text) { $0.flag(.ripe) }
        #expect(reading.answer == expected)
        #expect(reading.problems.isEmpty == (text != "ripe: x"))
    }

    @Test("reads whole numbers")
    func integers() throws {
        #expect(try fruit("weight: 12") { $0.integer(.weight)?.value }.answer == 12)
        #expect(try fruit("weight: ~") { $0.integer(.weight)?.value }.answer == .some(nil))
        let reading = try fruit("weight: heavy") { $0.integer(.weight, text: { "weigh the \($0) one" }) }
        #expect(
            reading.problems == [
                "f.yaml:1:9: error: `weight` must be a whole number, found the string `heavy` | weigh the heavy one"
            ]
        )
    }

    @Test("reads lists of strings, and goes on behind one that is wrong")
    func strings() throws {
        let reading = try fruit("sizes: [a, 4, '', b, ' ', [c], ~]") { $0.strings(.sizes).map(\.value) }
        #expect(reading.answer == ["a", "b"])
        #expect(
            reading.problems == [
                "f.yaml:1:12: error: `sizes` must be a string, found the number 4 | quote it: \"4\"",
                "f.yaml:1:15: error: a string in `sizes` is empty",
                "f.yaml:1:22: error: a string in `sizes` is empty",
                "f.yaml:1:27: error: `sizes` must be a string, found a list",
                "f.yaml:1:32: error: `sizes` must be a string, found nothing",
            ]
        )
        let single = try fruit("sizes: small") { $0.strings(.sizes).map(\.value) }
        #expect(single.answer.isEmpty)
        #expect(
            single.problems == [
                "f.yaml:1:8: error: `sizes` must be a list, found the string `small` | write `sizes: [small]`"
            ]
        )
        #expect(try fruit("sizes:") { $0.strings(.sizes) }.problems.isEmpty)
    }

    @Test("reads mappings inside, with the names that they have in messages")
    func inner() throws {
        let reading = try fruit("inner: {kind: a, pel: b}") { $0.mapping(.inner, as: Part.self)?.string(.kind)?.value }
        #expect(reading.answer == "a")
        #expect(
            reading.problems == [
                "f.yaml:1:18: error: unknown field `pel` | did you mean `peel`? the fields here are `kind`, `peel`"
            ]
        )
        let parts = try fruit("parts:\n- kind: a\n- core\n-\n- kind: b\n") { fruit in
            fruit.mappings(.parts, as: Part.self)?.map { $0.string(.kind)?.value }
        }
        #expect(parts.answer == ["a", "b"])
        #expect(
            parts.problems == [
                "f.yaml:3:3: error: `parts[]` must be a mapping, found the string `core` | the fields here are `kind`,"
                    + " `peel`",
                "f.yaml:4:2: error: `parts[]` must be a mapping, found nothing | write its fields after the `-`, or "
                    + "remove the `-`",
            ]
        )
        #expect(try fruit("{}") { $0.mappings(.parts, as: Part.self) == nil }.answer)
        #expect(
            try fruit("parts: core") { $0.mappings(.parts, as: Part.self) == nil }.problems == [
                "f.yaml:1:8: error: `parts` must be a list, found the string `core` | write `- kind: core` on the "
                    + "line below `parts:`"
            ]
        )
    }

    @Test(
        "lists names between marks",
        arguments: [([], ""), (["a"], "`a`"), (["a", "b"], "`a`, `b`")] as [([String], String)]
    )
    func lists(names: [String], text: String) {
        #expect(enumeration(of: names) == text)
    }
}
