// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Compatibility

@Suite("Rows in columns")
struct ColumnTextTests {
    @Test(
        "are aligned, and no line ends with blanks",
        arguments: [
            (
                [["NAME", "DISPLAY NAME", "CHANNEL"], ["bar", "", "stable"]],
                "NAME  DISPLAY NAME  CHANNEL\nbar                 stable\n"
            ),
            ([["VERSIONS"], ["1.0.0"]], "VERSIONS\n1.0.0\n"),
            ([["A", "B"], ["long name", ""]], "A          B\nlong name\n"),
            ([["A", "B"], ["", "b"]], "A  B\n   b\n"),
            ([], ""),
        ]
    )
    func aligned(rows: [[String]], text: String) { #expect(ColumnText.text(rows) == text) }

    @Test("show nothing that moves the cursor")
    func safe() { #expect(ColumnText.text([["a\u{1b}[2Jb\n", "c"]]) == "a\u{fffd}[2Jb\u{fffd}  c\n") }
}
