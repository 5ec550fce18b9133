// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("A place in a file")
struct SourceLocationTests {
    /// In their order: by file, then by line, then by column, numbers as numbers.
    private static let places: [Diagnostics.SourceLocation] = [
        "a.yaml:1:1", "a.yaml:1:2", "a.yaml:1:10", "a.yaml:2:1", "a.yaml:10:1", "b.yaml:1:1", "c:3:d.yaml:1:1",
    ]

    @Test("comes after those of earlier files, lines and columns", arguments: places.indices, places.indices)
    func order(first: Int, second: Int) {
        #expect((Self.places[first] < Self.places[second]) == (first < second))
        #expect((Self.places[first] == Self.places[second]) == (first == second))
    }

    @Test("is read back from its own text, also where the file has colons in its name", arguments: places)
    func spelling(place: Diagnostics.SourceLocation) { #expect(Diagnostics.SourceLocation(place.description) == place) }

    @Test("keeps line and column under another name of the file", arguments: places)
    func name(place: Diagnostics.SourceLocation) {
        let other = place.place(in: "isc.yaml")
        #expect(other == Diagnostics.SourceLocation(file: "isc.yaml", line: place.line, column: place.column))
    }

    @Test("stays with a value when the value changes")
    func located() {
        let text = Located("12", at: "f:3:4")
        #expect(text.map { $0.count } == Located(2, at: "f:3:4"))
    }
}

@Suite("Text of others that is shown")
struct PrintableTextTests {
    @Test(
        "has no characters that move the cursor, break the line or change its direction",
        arguments: [
            ("plain text", "plain text"), ("ünïcödé 🗝", "ünïcödé 🗝"), ("", ""),
            ("\u{1b}[2J", "�[2J"), ("a\tb\rc\nd", "a�b�c�d"), ("a\u{202e}b", "a�b"), ("a\u{2028}b\u{2029}", "a�b�"),
            ("\u{7f}\u{85}", "��"), ("a\u{200b}b", "a�b"),
        ]
    )
    func harmless(text: String, shown: String) { #expect(printable(text) == shown) }

    @Test(
        "ends after a thousand characters",
        arguments: [(999, 999, false), (1000, 1000, false), (1001, 1000, true), (100_000, 1000, true)]
    )
    func length(count: Int, shown: Int, isCut: Bool) {
        let text = printable(String(repeating: "é", count: count))
        #expect(text == String(repeating: "é", count: shown) + (isCut ? "…" : ""))
    }

    @Test("hides credentials before it is cut")
    func credentials() {
        let long = "https://joe:secret@host/" + String(repeating: "x", count: 2000)
        #expect(printable(long).hasPrefix("https://**********@host/xxx"))
    }
}
