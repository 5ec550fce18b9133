// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@Suite struct ComposerTests {
    @Test func readsNestedValuesWithTheirPlaces() throws {
        let root = try node("a: 1\nlist:\n  - x\n  - k: [p, {q: r}]\n")
        #expect(
            YAMLValue(root) == ["a": 1, "list": ["x", ["k": ["p", ["q": "r"]]]]]
        )
        guard case .mapping(let fields) = root.content, case .sequence(let elements) = fields[1].value.content else {
            Issue.record("not a mapping with a list")
            return
        }
        #expect(fields.map(\.keyPosition) == [YAMLPosition(line: 1, column: 1), YAMLPosition(line: 2, column: 1)])
        #expect(elements.map(\.position) == [YAMLPosition(line: 3, column: 5), YAMLPosition(line: 4, column: 5)])
    }

    @Test func countsColumnsInCharacters() throws {
        guard case .mapping(let fields) = try node("ключ: значение\n").content else { return }
        #expect(fields[0].value.position == YAMLPosition(line: 1, column: 7))
    }

    @Test func skipsAByteOrderMark() throws {
        #expect(YAMLValue(try node("\u{feff}a: 1")) == ["a": 1])
    }

    @Test func repeatsWhatAnAliasNames() throws {
        #expect(YAMLValue(try node("a: &x [1, 2]\nb: *x\nc: *x\n")) == ["a": [1, 2], "b": [1, 2], "c": [1, 2]])
        #expect(YAMLValue(try node("[&x 1, *x, &x 2, *x]")) == [1, 1, 2, 2])
    }

    @Test func mergesMappings() throws {
        let text = """
            base: &base {name: a, full: true}
            other: &other {name: b, type: ocp}
            one: {<<: *base, name: own}
            two:
              <<: [*base, *other]
              extra: 1
            three: {<<: {inline: yes}}
            quoted: {"<<": 1}
            """
        #expect(
            YAMLValue(try node(text)) == [
                "base": ["name": "a", "full": true],
                "other": ["name": "b", "type": "ocp"],
                "one": ["name": "own", "full": true],
                "two": ["name": "a", "full": true, "type": "ocp", "extra": 1],
                "three": ["inline": true],
                "quoted": ["<<": 1],
            ]
        )
    }

    @Test(
        arguments: [
            ("", "f.yaml:1:1: error: the file is empty"),
            ("# only a comment\n", "f.yaml:1:1: error: the file is empty"),
            (
                "a: 1\n---\nb: 2\n",
                "f.yaml:2:1: error: a second YAML document begins here"
                    + " | write it to a file of its own: mirror reads one document, and oc-mirror takes the first"
            ),
            (
                "a: *x\n",
                "f.yaml:1:4: error: the alias `*x` has no anchor `&x` before it"
                    + " | quote the text if it is not meant as an alias"
            ),
            ("a: &x [1, *x]\n", "f.yaml:1:11: error: the alias `*x` is inside the value that it repeats"),
            ("a: &x {b: *x}\n", "f.yaml:1:11: error: the alias `*x` is inside the value that it repeats"),
            ("? [a]\n: b\n", "f.yaml:1:3: error: a key must be a string, found a list"),
            (
                "<<: 1\n",
                "f.yaml:1:1: error: `<<` merges a mapping or a list of mappings, found the number 1"
                    + " | write `<<: *name` where `&name` marks a mapping"
            ),
            ("a: !thing {}\n", "f.yaml:1:4: error: the tag `!thing` has no meaning here | remove it"),
            ("a:\n\tb: 1\n", "f.yaml:2:1: error: there is a tab where YAML requires spaces | indent with spaces"),
            (
                "a: b: c\n",
                "f.yaml:1:5: error: the value of `a` contains a `:`, so YAML reads it as a key"
                    + " | put the value in quotes: `a: \"b: c\"`"
            ),
            ("a: @b\n", "f.yaml:1:4: error: a value cannot begin with `@` | put the value in quotes: `a: \"@b\"`"),
            (
                "a: 'x\n",
                "f.yaml:1:4: error: the quote `'` is not closed"
                    + " | put `'` after the text; a `'` inside it is written `''`"
            ),
            (
                "a: [1, 2\nb: 3\n",
                "f.yaml:1:4: error: the `[` of line 1 is not closed with `]`, or a comma is missing before this"
                    + " | write the `]` or the comma; if it is text, put the value in quotes: `a: \"[1, 2\"`"
            ),
            (
                "a: 1\n  b: 2\n",
                "f.yaml:2:3: error: `b` is indented deeper than `a` on line 1, which has the value `1`"
                    + " | write `b` in column 1, below `a`; or remove the value, if `b` belongs to `a`"
            ),
            ("a: \u{0}\n", "f.yaml:1:4: error: a NUL byte is not allowed in YAML | remove it"),
            ("é: \u{7}\n", "f.yaml:1:4: error: a control character is not allowed in YAML | remove it"),
        ]
    )
    func saysWhatIsWrongAndWhere(text: String, problem: String) {
        #expect(problems(text) == [problem])
    }

    @Test(
        arguments: [
            (
                [0x61, 0x3a, 0x20, 0xff],
                "f.yaml:1:4: error: the file is not UTF-8 | save the file as UTF-8"
            ),
            (
                [0x61, 0x3a, 0x0a, 0x20, 0xc3],
                "f.yaml:2:2: error: the file is not UTF-8 | save the file as UTF-8"
            ),
            (
                [0xff, 0xfe, 0x61, 0x00],
                "f.yaml:1:1: error: the file is not UTF-8: it looks like UTF-16 | save the file as UTF-8"
            ),
            (
                [0x61, 0x3a, 0xed, 0xa0, 0x80],
                "f.yaml:1:3: error: the file is not UTF-8 | save the file as UTF-8"
            ),
        ] as [([UInt8], String)]
    )
    func refusesWhatIsNotUTF8(bytes: [UInt8], problem: String) {
        #expect(problems(bytes) == [problem])
    }

    @Test(arguments: [
        "a: 1\n---\n", "a: 1\n...\n", "---\na: 1\n---\n# end\n...\n", "---\n---\na: 1\n", "a: 1\n---\n---\n",
    ])
    func doesNotCountDocumentsThatSayNothing(text: String) throws {
        #expect(YAMLValue(try node(text)) == ["a": 1])
    }

    @Test func reportsEveryDuplicateKeyWithBothPlaces() {
        #expect(
            problems("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n\"a\": 3\n") == [
                "f.yaml:4:3: error: the key `c` is here for the second time"
                    + " | it is also on line 3, column 3; keep one of the two",
                "f.yaml:5:1: error: the key `a` is here for the second time"
                    + " | it is also on line 1, column 1; keep one of the two",
                "f.yaml:6:1: error: the key `a` is here for the second time"
                    + " | it is also on line 1, column 1; keep one of the two",
            ]
        )
    }
}

@Suite struct LimitTests {
    @Test func refusesAnAliasBombWithoutUnfoldingIt() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        #expect(
            problems(text) == [
                "f.yaml:6:40: error: the file has more than 500000 values, with those that aliases repeat"
            ]
        )
    }

    @Test func refusesABombOfMergeKeys() {
        var text = "a0: &a0 {x: [1, 1, 1, 1, 1, 1, 1, 1, 1]}\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) {<<: *a\(level - 1), y: *a\(level - 1), z: *a\(level - 1)}\n"
        }
        #expect(problems(text).allSatisfy { $0.contains("more than 500000 values") })
        #expect(problems(text).count == 1)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func refusesDeepNesting(opening: String) {
        let found = problems(String(repeating: opening, count: 100_000))
        #expect(found.count == 1)
        #expect(found[0].contains("more than 100 levels deep"))
    }

    @Test func refusesAnEndlessIndentedNest() {
        var text = ""
        for level in 0..<500 { text += String(repeating: " ", count: level) + "a:\n" }
        #expect(problems(text) == ["f.yaml:100:100: error: values are nested more than 100 levels deep"])
    }

    @Test func refusesALargeFileBeforeReadingIt() {
        let bytes = [UInt8](repeating: 0x20, count: 16 * 1024 * 1024 + 1)
        #expect(
            problems(bytes) == [
                "error: f.yaml is 16777217 bytes long, at most 16777216 bytes (16 MiB) are read"
                    + " | check that this is the file you meant"
            ]
        )
    }

    @Test func refusesTooManyValues() {
        var limits = YAMLLimits()
        limits.values = 3
        #expect(problems("[1, 2]", limits: limits).isEmpty)
        #expect(problems("[1, 2, 3]", limits: limits).count == 1)
    }

    @Test func refusesManyDirectives() {
        let text = (0..<1_000_000).map { "%TAG !\($0)! a\n" }.joined()
        #expect(
            problems(text) == [
                "f.yaml:101:1: error: the file has more than 100 lines that begin with %TAG"
                    + " | check that this is the file you meant"
            ]
        )
    }

    /// Repetitions that could make a careless reader slow, of the size that is just read.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "- x\n", "# comment\n", "x", " ", "\n", "[],", "a ", "&a ", "? ", "%TAG !a! b\n", "*a ", "a: b\n", "'x' ",
            "\"\\n\"", "! ",
            "é", "- - ", "{}: ", "|\n", "\u{2028}", "%A b\n", "a\n", "!a!b ",
        ]
    )
    func staysQuickWhateverIsRepeated(piece: String) {
        var limits = YAMLLimits()
        limits.bytes = 256 * 1024
        let bytes = Array(piece.utf8)
        for start in ["", "[", "k:\n"] {
            let text = Array(start.utf8) + (0..<(limits.bytes - 8) / bytes.count).flatMap { _ in bytes }
            let clock = ContinuousClock()
            let duration = clock.measure { _ = problems(text, limits: limits) }
            #expect(duration < .seconds(20), "\(start)\(piece) took \(duration)")
        }
    }
}
