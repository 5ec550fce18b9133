// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

/// What a mistake is called, where it is shown, and what is said to do about it.
private struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let summary: String
    let remedy: String

    init(_ text: String, _ place: String, _ summary: String, _ remedy: String) {
        self.text = text
        self.place = place
        self.summary = summary
        self.remedy = remedy
    }

    var testDescription: String { text.debugDescription }

    func check(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(problems(text) == ["f.yaml:\(place): error: \(summary) | \(remedy)"], sourceLocation: sourceLocation)
    }
}

@Suite("The advice about a text that is not YAML")
struct SyntaxAdviceTests {
    private static let quote = "put the value in quotes: "

    @Test(
        "on colons",
        arguments: [
            Mistake(
                "a: b: c\n",
                "1:5",
                "the value of `a` contains a `:`, so YAML reads it as a key",
                quote + "`a: \"b: c\"`"
            ),
            Mistake(
                "a: say \"x\": y\n",
                "1:11",
                "the value of `a` contains a `:`, so YAML reads it as a key",
                quote + "`a: 'say \"x\": y'`"
            ),
            Mistake(
                "- x: y: z\n",
                "1:7",
                "the value of `x` contains a `:`, so YAML reads it as a key",
                quote + "`x: \"y: z\"`"
            ),
            Mistake(
                "a: 1\n  b: 2\n",
                "2:3",
                "`b` is indented deeper than `a` on line 1, which has the value `1`",
                "write `b` in column 1, below `a`; or remove the value, if `b` belongs to `a`"
            ),
            Mistake(
                "x:\n  - a: 1\n      b: 2\n",
                "3:7",
                "`b` is indented deeper than `a` on line 2, which has the value `1`",
                "write `b` in column 5, below `a`; or remove the value, if `b` belongs to `a`"
            ),
            Mistake(
                "a: 1\n# note\n\n  b: 2\n",
                "4:3",
                "`b` begins in column 3, unlike all fields before it",
                "write it in column 1, below `a` on line 1, or in that of another field before"
            ),
            Mistake(
                "a: x\n  - b: y\n",
                "2:3",
                "a list begins below `a` on line 1, which has the value `x`",
                "write the key that the list belongs to, such as `packages:`, on a line of its own before it"
            ),
            Mistake("a:1\nb: 2\n", "1:1", "a space is missing after the `:` of `a:1`", "write `a: 1`"),
            Mistake("k:\n  a:1\n  b: 2\n", "2:3", "a space is missing after the `:` of `a:1`", "write `a: 1`"),
            Mistake("k:\n  -a\n  b: 2\n", "2:3", "a space is missing after the `-` of `-a`", "write `- a`"),
            Mistake(
                "k:\n  word\n  b: 2\n",
                "2:3",
                "`word` is neither a field nor an element of a list",
                "write `word: ` and a value to make it a field, or `- word` to make it an element"
            ),
            Mistake(
                "a: 1\nword\n",
                "2:1",
                "`word` is neither a field nor an element of a list",
                "write `word: ` and a value to make it a field, or `- word` to make it an element"
            ),
        ]
    )
    fileprivate func colons(mistake: Mistake) { mistake.check() }

    @Test(
        "on lines that fit no mapping and no list",
        arguments: [
            Mistake(
                "a:\n  b: 1\n c: 2\n",
                "3:2",
                "`c` begins in column 2, unlike all fields before it",
                "write it in column 3, below `b` on line 2, or in that of another field before"
            ),
            Mistake(
                "a: 1\n- b\n",
                "2:1",
                "a list begins below `a` on line 1, which has the value `1`",
                "write the key that the list belongs to, such as `packages:`, on a line of its own before it"
            ),
            Mistake(
                "a:\n  b:\n  c:\n   - d\n  - e\n",
                "5:3",
                "a list element is among the fields of the mapping that begins on line 2",
                "indent the `-` below the key whose list it belongs to"
            ),
            Mistake(
                "- a\nb: c\n",
                "2:1",
                "`b` is among the elements of the list that begins on line 1, but has no `-`",
                "indent it to column 3 to make it a field of the element before, or write `- b` to begin another one"
            ),
            Mistake(
                "x:\n  - a: 1\n  b: 2\n",
                "3:3",
                "`b` is among the elements of the list that begins on line 2, but has no `-`",
                "indent it to column 5 to make it a field of the element before, or write `- b` to begin another one"
            ),
            Mistake(
                "-\n   - a\n  - b\n",
                "3:3",
                "this `-` is in column 3, and those of the list that begins on line 1 are in column 1",
                "begin every element of a list in one column"
            ),
            Mistake("- a\n-b: c\n", "2:1", "a space is missing after the `-` of `-b: c`", "write `- b: c`"),
            Mistake(
                "a: - b\n",
                "1:4",
                "a `-` begins a list element, which cannot follow a key on one line",
                "begin the list on the next line, or put the value in quotes if it is text"
            ),
            Mistake(
                "a: \"b\" c\n",
                "1:8",
                "text follows the closing `\"` of the value",
                "write the whole value between two quotes; a quote inside is written `''` in '…' and `\\\"` in \"…\""
            ),
            Mistake(
                "a: 'b' c\n",
                "1:8",
                "text follows the closing `'` of the value",
                "write the whole value between two quotes; a quote inside is written `''` in '…' and `\\\"` in \"…\""
            ),
            Mistake(
                "a: [b] c\n",
                "1:8",
                "text follows the closing `]` of the value",
                quote + "`a: \"[b] c\"`"
            ),
            Mistake(
                "a: {b: c} d\n",
                "1:11",
                "text follows the closing `}` of the value",
                quote + "`a: \"{b: c} d\"`"
            ),
        ]
    )
    fileprivate func lines(mistake: Mistake) { mistake.check() }

    @Test(
        "on brackets",
        arguments: [
            Mistake(
                "a: [b\nc: d\n",
                "1:4",
                "the `[` of line 1 is not closed with `]`, or a comma is missing before this",
                "write the `]` or the comma; if it is text, put the value in quotes: `a: \"[b\"`"
            ),
            Mistake(
                "a: {b: c\nd: e\n",
                "1:4",
                "the `{` of line 1 is not closed with `}`, or a comma is missing before this",
                "write the `}` or the comma; if it is text, put the value in quotes: `a: \"{b: c\"`"
            ),
            Mistake(
                "a: [b] [c, d\n",
                "1:8",
                "text follows the closing `]` of the value",
                quote + "`a: \"[b] [c, d\"`"
            ),
            Mistake(
                "[a, {b: c]\n",
                "1:10",
                "the `{` of line 1 is not closed with `}`, or a comma is missing before this",
                "write the `}` or the comma"
            ),
            Mistake(
                "a: [b, \"c\" d]\n",
                "1:12",
                "the `[` of line 1 is not closed with `]`, or a comma is missing before this",
                "write the `]` or the comma; if it is text, put the value in quotes: `a: '[b, \"c\" d]'`"
            ),
            Mistake("a: ]\n", "1:4", "a value cannot begin with `]`", quote + "`a: \"]\"`"),
            Mistake("a: }x\n", "1:4", "a value cannot begin with `}`", quote + "`a: \"}x\"`"),
            Mistake("a: ,x\n", "1:4", "a value cannot begin with `,`", quote + "`a: \",x\"`"),
            Mistake("a: [,]\n", "1:4", "`[` begins a list or a mapping, but this is not one", quote + "`a: \"[,]\"`"),
        ]
    )
    fileprivate func brackets(mistake: Mistake) { mistake.check() }

    @Test(
        "on the end of the document",
        arguments: [
            Mistake(
                "a: 1\n...\nb: 2\n",
                "3:1",
                "`...` on line 2 ends the document, but text follows it",
                "remove the `...`, or the text after it"
            ),
            Mistake(
                "  a: 1\nb: 2\n",
                "2:1",
                "this line begins in column 1, and line 1 in column 3",
                "begin the fields of the file in one column, the first"
            ),
            Mistake(
                "[a] b\n",
                "1:5",
                "text follows the closing `]` of the value",
                "remove it, or put the whole value in quotes"
            ),
            Mistake(
                "\"a\" b\n",
                "1:5",
                "text follows the closing `\"` of the value",
                "remove it, or put the whole value in quotes"
            ),
            Mistake(
                "[a]\nb: c\n",
                "2:1",
                "text follows the end of the document",
                "indent this line like the first one, or remove it"
            ),
        ]
    )
    fileprivate func documentEnds(mistake: Mistake) { mistake.check() }
}
