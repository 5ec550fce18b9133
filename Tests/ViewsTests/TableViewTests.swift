// SPDX-License-Identifier: Apache-2.0

import Reviews
import Testing
import Views

@Suite("A table")
struct TableViewTests {
    private func text(_ rows: [[String]], isTerminal: Bool, style: TextStyle = .plain) -> String {
        TableView(headings: ["NAME", "SIZE"], rows: rows, style: style, isTerminal: isTerminal).text
    }

    @Test(
        "has columns under headings for people, and tabs for programs",
        arguments: [
            ([], "", ""), ([["a", "1"]], "NAME  SIZE\na     1\n", "a\t1\n"),
            ([["longer", "1"], ["b", ""]], "NAME    SIZE\nlonger  1\nb\n", "longer\t1\nb\t\n"),
            ([["ä", "12345"]], "NAME  SIZE\nä     12345\n", "ä\t12345\n"),
        ] as [([[String]], String, String)]
    )
    func rows(rows: [[String]], people: String, programs: String) {
        #expect(text(rows, isTerminal: true) == people)
        #expect(text(rows, isTerminal: false) == programs)
    }

    @Test("shows no control character, and counts it as what is shown instead")
    func hidden() {
        #expect(text([["a\u{7}b", "1"]], isTerminal: true) == "NAME  SIZE\na\u{fffd}b   1\n")
        #expect(text([["a\tb", "1"]], isTerminal: false) == "a\u{fffd}b\t1\n")
    }

    @Test("has headings in bold where colours are wanted, and only these")
    func colours() {
        let text = text([["a", "1"]], isTerminal: true, style: TextStyle(usesColor: true))
        #expect(text == "\u{1b}[1mNAME  SIZE\u{1b}[0m\na     1\n")
    }
}
