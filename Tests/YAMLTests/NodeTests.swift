// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@Suite("A node")
struct NodeTests {
    @Test(
        "is named in messages by what it is",
        arguments: [
            ("[]", "a list"), ("{}", "a mapping"), ("text", "the string `text`"), ("'4'", "the string `4`"),
            ("4", "the number 4"),
            ("0x1f", "the number 0x1f"), ("4.5", "the number 4.5"),
            ("4.10", "the number 4.10, which YAML reads as 4.1"),
            ("4.100", "the number 4.100, which YAML reads as 4.1"), ("4.0", "the number 4.0, which YAML reads as 4"),
            ("10.0", "the number 10.0, which YAML reads as 10"), ("1e10", "the number 1e10"),
            ("-4.10", "the number -4.10"),
            (".nan", "the number .nan"), ("false", "the boolean false"),
            ("False", "`False`, which YAML reads as the boolean false"),
            ("n", "`n`, which YAML reads as the boolean false"), ("~", "nothing"), ("NULL", "nothing"),
            ("!x y", "`y` with the tag `!x`"), ("!!binary aGk=", "`aGk=` with the tag `tag:yaml.org,2002:binary`"),
        ]
    )
    func kinds(text: String, kind: String) throws {
        #expect(try node(text).kind == kind)
    }

    @Test(
        "is null where nothing is written, or null is",
        arguments: [
            ("~", true), ("null", true), ("!!null ''", true), ("''", false), ("[]", false), ("{}", false), ("0", false),
            ("!!str ~", false),
            ("!x ~", false),
        ]
    )
    func nulls(text: String, isNull: Bool) throws {
        #expect(try node(text).isNull == isNull)
    }

    @Test(
        "finds the first value inside that means nothing",
        arguments: [
            ("a: 1\nb: [x, !t y]\n", 2, 8), ("- {k: !!int x}\n- !t z\n", 1, 7), ("!t a\n", 1, 1),
            ("a: !!float 3\n", 1, 4),
        ]
    )
    func unknown(text: String, line: Int, column: Int) throws {
        let root = try node(text)
        #expect(root.firstUnknown?.position == YAMLPosition(line: line, column: column))
        #expect(YAMLValue(root) == nil)
    }

    @Test(
        "has no unknown value where every one means something",
        arguments: ["a: [1, 'x', ~, yes, .5]\n", "[]", "!!str x"]
    )
    func known(text: String) throws {
        let root = try node(text)
        #expect(root.firstUnknown == nil)
        #expect(YAMLValue(root) != nil)
    }

    @Test("is masked where a part of its text is, and only then")
    func masks() throws {
        let mask = String(YAMLScalar.mask)
        #expect(try node("a\(mask)b").isMasked)
        #expect(try !node("[a\(mask)b]").isMasked)
        #expect(try !node("\u{10fffc}").isMasked)
    }

    @Test("stands where its tag or its first character does")
    func positions() throws {
        func places(_ text: String) throws -> [[Int]] {
            guard case .mapping(let fields) = try node(text).content else { throw NoFields() }
            return fields.map {
                [$0.keyPosition.line, $0.keyPosition.column, $0.value.position.line, $0.value.position.column]
            }
        }
        #expect(try places("a: b\n'c': !!str d\n") == [[1, 1, 1, 4], [2, 1, 2, 6]])
        #expect(try places("a: &x\n  b: c\n") == [[1, 1, 1, 4]])
        #expect(try places("\r\na: 1\r\nb: 2\r\n") == [[2, 1, 2, 4], [3, 1, 3, 4]])
        #expect(try places("\u{feff}a: 1\n") == [[1, 1, 1, 4]])
        #expect(try places("\"🗝\": 🗝\né: x") == [[1, 1, 1, 6], [2, 1, 2, 4]])
        #expect(try places("a: |\n  x\nb: >\n  y\n") == [[1, 1, 1, 4], [3, 1, 3, 4]])
        #expect(try places("? a\n: b\n") == [[1, 3, 2, 3]])
        #expect(try places("a: &x 1\nb: *x\n") == [[1, 1, 1, 4], [2, 1, 1, 4]])
    }

    @Test(
        "of a scalar means what its tag says, if its text fits",
        arguments: [
            ("tag:yaml.org,2002:str", "1", .string), ("!", "~", .string),
            ("tag:yaml.org,2002:int", "0x10", .integer(16)),
            ("tag:yaml.org,2002:int", "1.5", nil), ("tag:yaml.org,2002:int", "9223372036854775808", nil),
            ("tag:yaml.org,2002:float", "1.5", .number), ("tag:yaml.org,2002:float", "1", .number),
            ("tag:yaml.org,2002:float", ".inf", .number), ("tag:yaml.org,2002:float", "x", nil),
            ("tag:yaml.org,2002:bool", "on", .boolean(true)), ("tag:yaml.org,2002:bool", "1", nil),
            ("tag:yaml.org,2002:null", "", .null), ("tag:yaml.org,2002:null", "x", nil),
            ("tag:yaml.org,2002:timestamp", "2026-01-01", nil), ("!mine", "x", nil), ("", "x", nil),
        ] as [(String, String, YAMLScalar.Meaning?)]
    )
    func tags(tag: String, text: String, meaning: YAMLScalar.Meaning?) {
        for isPlain in [true, false] {
            #expect(YAMLScalar(text: text, tag: tag, isPlain: isPlain).meaning == meaning)
        }
    }
}
