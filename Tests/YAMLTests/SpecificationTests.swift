// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

/// Examples of the specification of YAML 1.2 that mean the same in YAML 1.1, with the values that it gives for them.
@Suite("The examples of the specification")
struct SpecificationTests {
    @Test(
        "of collections",
        arguments: [
            ("- Mark McGwire\n- Sammy Sosa\n- Ken Griffey\n", ["Mark McGwire", "Sammy Sosa", "Ken Griffey"]),
            ("hr:  65\navg: 0.278\nrbi: 147\n", ["hr": 65, "avg": .number("0.278"), "rbi": 147]),
            (
                "american:\n  - Boston Red Sox\n  - New York Yankees\nnational:\n  - Chicago Cubs\n",
                ["american": ["Boston Red Sox", "New York Yankees"], "national": ["Chicago Cubs"]]
            ),
            (
                "-\n  name: Mark McGwire\n  hr:   65\n-\n  name: Sammy Sosa\n  hr:   63\n",
                [["name": "Mark McGwire", "hr": 65], ["name": "Sammy Sosa", "hr": 63]]
            ),
            (
                "- [name        , hr, avg  ]\n- [Mark McGwire, 65, 0.278]\n",
                [["name", "hr", "avg"], ["Mark McGwire", 65, .number("0.278")]]
            ),
            (
                "Mark McGwire: {hr: 65, avg: 0.278}\nSammy Sosa: {\n    hr: 63,\n    avg: 0.288,\n  }\n",
                [
                    "Mark McGwire": ["hr": 65, "avg": .number("0.278")],
                    "Sammy Sosa": ["hr": 63, "avg": .number("0.288")],
                ]
            ),
            (
                "---\nhr:\n  - Mark McGwire\n  # Following node labeled SS\n  - &SS Sammy Sosa\nrbi:\n  - *SS # "
                    + "Subsequent occurrence\n  - Ken Griffey\n",
                ["hr": ["Mark McGwire", "Sammy Sosa"], "rbi": ["Sammy Sosa", "Ken Griffey"]]
            ),
            (
                "---\n# Products purchased\n- item    : Super Hoop\n  quantity: 1\n- item    : Basketball\n  "
                    + "quantity: 4\n",
                [["item": "Super Hoop", "quantity": 1], ["item": "Basketball", "quantity": 4]]
            ),
            (
                "sequence:\n- one\n- two\nmapping:\n  ? sky\n  : blue\n  sea : green\n",
                ["sequence": ["one", "two"], "mapping": ["sky": "blue", "sea": "green"]]
            ),
            ("anchored: !!str &anchor value\nalias: *anchor\n", ["anchored": "value", "alias": "value"]),
            ("- [one, two, ]\n- [three ,four]\n", [["one", "two"], ["three", "four"]]),
            (
                "- { one : two , three: four , }\n- {five: six,seven : eight}\n",
                [["one": "two", "three": "four"], ["five": "six", "seven": "eight"]]
            ),
            ("[\nfoo: bar\n]\n", [["foo": "bar"]]),
            (
                "- # Empty\n- |\n block node\n- - one # Compact\n  - two # sequence\n- one: two # Compact mapping\n",
                [.null, "block node\n", ["one", "two"], ["one": "two"]]
            ),
            ("block sequence:\n  - one\n  - two : three\n", ["block sequence": ["one", ["two": "three"]]]),
            ("plain key: in-line value\n? # Both empty\n", ["plain key": "in-line value", "": .null]),
            ("{\n  ? explicit: entry,\n  implicit: entry,\n}\n", ["explicit": "entry", "implicit": "entry"]),
        ] as [(String, YAMLValue)]
    )
    func collections(text: String, value: YAMLValue) throws {
        #expect(YAMLValue(try node(text)) == value)
    }

    @Test(
        "of blocks of text",
        arguments: [
            ("# ASCII Art\n--- |\n  \\//||\\/||\n  // ||  ||__\n", "\\//||\\/||\n// ||  ||__\n"),
            (
                "--- >\n  Mark McGwire's\n  year was crippled\n  by a knee injury.\n",
                "Mark McGwire's year was crippled by a knee injury.\n"
            ),
            (
                ">\n Sammy Sosa completed another\n fine season with great stats.\n\n   63 Home Runs\n   0.288 "
                    + "Batting Average\n\n What a year!\n",
                "Sammy Sosa completed another fine season with great stats.\n\n  63 Home Runs\n  0.288 Batting "
                    + "Average\n\nWhat a year!\n"
            ),
            ("|\n literal\n \ttext\n\n\n", "literal\n\ttext\n"),
            (">\n folded\n text\n\n\n", "folded text\n"),
            ("|\n \n  \n  literal\n   \n  \n  text\n\n # Comment\n", "\n\nliteral\n \n\ntext\n"),
            (
                ">\n\n folded\n line\n\n next\n line\n   * bullet\n\n   * list\n   * lines\n\n last\n line\n\n# "
                    + "Comment\n",
                "\nfolded line\nnext line\n  * bullet\n\n  * list\n  * lines\n\nlast line\n"
            ),
            (">-\n  trimmed\n  \n \n\n  as\n  space\n", "trimmed\n\n\nas space"),
            (">\n  foo \n \n  \t bar\n\n  baz\n", "foo \n\n\t bar\n\nbaz\n"),
            ("|1\n  explicit\n", " explicit\n"), ("|-\n text\n", "text"), ("|\n text\n", "text\n"),
            ("|+\n text\n\n", "text\n\n"),
            (">1-\n  x\n", " x"), (">-1\n  x\n", " x"), ("|2-  # comment\n   x\n", " x"),
        ]
    )
    func blocks(text: String, value: String) throws {
        #expect(YAMLValue(try node(text)) == .string(value))
    }

    @Test("of the ends of blocks, which are kept, cut or brought to one line break")
    func chomping() throws {
        let text = "strip: >-\n\nclip: >\n\nkeep: |+\n\n"
        #expect(YAMLValue(try node(text)) == ["strip": "", "clip": "", "keep": "\n"])
        let comments =
            " # Strip\n  # Comments:\nstrip: |-\n  # text\n  \n # Clip\n  # comments:\n\nclip: |\n  # text\n \n "
            + "# Keep\n  # comments:\n\nkeep: |+\n  # text\n\n # Trail\n  # comments.\n"
        #expect(YAMLValue(try node(comments)) == ["strip": "# text", "clip": "# text\n", "keep": "# text\n\n"])
    }

    @Test(
        "of text in quotes and without",
        arguments: [
            ("\"Sosa did fine.\\u263A\"", "Sosa did fine.\u{263a}"),
            ("\"\\b1998\\t1999\\t2000\\n\"", "\u{8}1998\t1999\t2000\n"),
            ("\"\\x0d\\x0a is \\r\\n\"", "\r\n is \r\n"), ("'\"Howdy!\" he cried.'", "\"Howdy!\" he cried."),
            ("' # Not a ''comment''.'", " # Not a 'comment'."), ("'|\\-*-/|'", "|\\-*-/|"),
            ("This unquoted scalar\n  spans many lines.", "This unquoted scalar spans many lines."),
            ("\"So does this\n  quoted scalar.\\n\"", "So does this quoted scalar.\n"),
            (
                "\"folded \nto a space,\t\n \nto a line feed, or \t\\\n \\ \tnon-content\"",
                "folded to a space,\nto a line feed, or \t \tnon-content"
            ),
            ("\" 1st non-empty\n\n 2nd non-empty \n\t3rd non-empty \"", " 1st non-empty\n2nd non-empty 3rd non-empty "),
            ("' 1st non-empty\n\n 2nd non-empty \n\t3rd non-empty '", " 1st non-empty\n2nd non-empty 3rd non-empty "),
            ("1st non-empty\n\n 2nd non-empty \n\t3rd non-empty", "1st non-empty\n2nd non-empty 3rd non-empty"),
            ("'here''s to \"quotes\"'", "here's to \"quotes\""), ("::vector", "::vector"),
            ("Up, up, and away!", "Up, up, and away!"),
            ("http://example.com/foo#bar", "http://example.com/foo#bar"),
            (
                "\"\\\\ \\\" \\a \\b \\e \\f \\\n \\n \\r \\t \\v \\0 \\\n \\  \\_ \\N \\L \\P \\\n \\x41 "
                    + "\\u0041 \\U00000041\"",
                "\\ \" \u{7} \u{8} \u{1b} \u{c} \n \r \t \u{b} \0   \u{a0} \u{85} \u{2028} \u{2029} A A A"
            ),
        ]
    )
    func scalars(text: String, value: String) throws {
        // By scalar, since Swift takes one way of writing a letter for another.
        guard case .scalar(let scalar) = try node(text).content else { throw NoFields() }
        #expect(Array(scalar.text.unicodeScalars) == Array(value.unicodeScalars))
    }

    @Test(
        "of what is not YAML",
        arguments: [
            ("- |\n  \n text\n", true), (">\n text\n\ttext\n", true), ("|2\n text\n", true),
            ("commercial-at: @text\n", true), ("grave-accent: `text\n", true),
            ("Bad escapes:\n  \"\\c\n  \\xq-\"\n", true),
            ("%YAML 1.1\n---\na: 1\n", false), ("[a, b\n", true), ("{ a: b ]\n", true), ("&a *a\n", true),
            ("a: &b &c d\n", true),
            ("a: !!str !!int 5\n", true), ("'a'b\n", true), ("- a\nb\n", true), ("a: b: c\n", true),
            ("key: [a\n]b\n", true),
        ]
    )
    func refusals(text: String, isRefused: Bool) {
        #expect(problems(text).isEmpty != isRefused, "\(problems(text))")
    }
}
