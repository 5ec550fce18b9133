// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

@Suite("A reader of lists and mappings")
struct ReaderCollectionTests {
    private func list(_ text: String, ofMappings: Bool = false) throws -> Reading<Int?> {
        try readingValue(text) { reader, node in
            reader.list(node, name: "v", ofMappings: ofMappings) { "write `v: [\($0)]`" }?.count
        }
    }

    @Test("takes lists of any form", arguments: [("[a, b]", 2), ("[]", 0), ("\n- a\n- b\n- c", 3), ("\n  - [a]", 1)])
    func lists(text: String, count: Int) throws {
        let reading = try list("v: \(text)\n")
        #expect(reading.answer == count)
        #expect(reading.problems.isEmpty)
    }

    @Test(
        "says how to make a list of what is none",
        arguments: [
            ("v: a", "1:4: error: `v` must be a list, found the string `a` | write `v: [a]`"),
            ("v: 4", "1:4: error: `v` must be a list, found the number 4 | write `v: [4]`"),
            ("v:", "1:3: error: `v` must be a list, found nothing"),
            ("v: ''", "1:4: error: `v` must be a list, found the string ``"),
            ("v: {}", "1:4: error: `v` must be a list, found a mapping"),
            ("v: !x a", "1:4: error: `v` must be a list, found `a` with the tag `!x` | remove the tag"),
            (
                "v:\n  k: 1",
                "2:3: error: `v` is a list, but `k` has no `-` before it"
                    + " | write `- k`, and indent its other fields by two more columns"
            ),
            (
                "v:\n  -k: 1",
                "2:3: error: `v` is a list, but `-k` is not an element | a space is missing after the `-`: write `- k`"
            ),
        ]
    )
    func notLists(text: String, problem: String) throws {
        let reading = try list(text)
        #expect(reading.answer == nil)
        #expect(reading.problems == ["f.yaml:\(problem)"])
    }

    @Test("reads a mapping as the one element of a list of mappings, unless its dash has no blank")
    func missingDash() throws {
        let reading = try list("v:\n  k: 1\n", ofMappings: true)
        #expect(reading.answer == 1)
        #expect(reading.problems.count == 1)
        #expect(try list("v:\n  -k: 1\n", ofMappings: true).answer == nil)
        // A lone dash is a name like any other.
        #expect(try list("v:\n  \"-\": 1\n", ofMappings: true).answer == 1)
    }

    private func mapping(_ text: String, name: String = "v") throws -> Reading<Diagnostics.SourceLocation?> {
        try readingValue(text) { reader, node in reader.mapping(node, as: Fruit.self, name: name)?.location }
    }

    @Test("takes mappings, and says where they begin")
    func mappings() throws {
        #expect(try mapping("v: {name: a}").answer == Diagnostics.SourceLocation(file: "f.yaml", line: 1, column: 4))
        #expect(try mapping("v:\n  name: a").answer == Diagnostics.SourceLocation(file: "f.yaml", line: 2, column: 3))
        #expect(try mapping("v: {}").problems.isEmpty)
    }

    @Test(
        "says how to make a mapping of what is none",
        arguments: [
            ("v: apple", "1:4: error: `v` must be a mapping, found the string `apple` | write `name: apple`"),
            (
                "v: color:red",
                "1:4: error: `v` must be a mapping, found the string `color:red` | a space is missing: write `color: red`"
            ),
            ("v:", "1:3: error: `v` must be a mapping, found nothing"),
            ("v: ''", "1:4: error: `v` must be a mapping, found the string ``"),
            ("v: [a]", "1:4: error: `v` must be a mapping, found a list"),
            ("v: [{name: a}, {name: b}]", "1:4: error: `v` must be a mapping, found a list"),
            ("v: [{}]", "1:4: error: `v` must be a mapping, found a list"),
            ("v: !x a", "1:4: error: `v` must be a mapping, found `a` with the tag `!x` | remove the tag"),
        ]
    )
    func notMappings(text: String, problem: String) throws {
        let reading = try mapping(text)
        #expect(reading.answer == nil)
        #expect(reading.problems == ["f.yaml:\(problem)"])
    }

    @Test("reads the mapping of a list of one, and says that the dash is too much")
    func listOfOneMapping() throws {
        let reading = try mapping("v:\n- color: red\n")
        #expect(reading.answer == Diagnostics.SourceLocation(file: "f.yaml", line: 2, column: 3))
        #expect(
            reading.problems == [
                "f.yaml:2:1: error: `v` must be a mapping, found a list | remove the `-` before `color`"
            ]
        )
    }

    @Test("tells of an empty element to write behind its dash")
    func emptyElements() throws {
        let reading = try mapping("v: ~", name: "v[]")
        #expect(
            reading.problems == [
                "f.yaml:1:4: error: `v[]` must be a mapping, found nothing"
                    + " | write its fields after the `-`, or remove the `-`"
            ]
        )
    }

    @Test("lists the fields where none of them is a name")
    func fieldsWithoutName() throws {
        let reading = try readingValue("v: x") { reader, node in
            reader.mapping(node, as: Part.self, name: "v")?.location
        }
        #expect(
            reading.problems == [
                "f.yaml:1:4: error: `v` must be a mapping, found the string `x` | the fields here are `kind`, `peel`"
            ]
        )
    }
}
