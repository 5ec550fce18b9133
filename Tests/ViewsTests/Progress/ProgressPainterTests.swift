// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing
import Views

@Suite("The progress on a terminal")
struct ProgressPainterTests {
    private let size = TerminalSize(columns: 80, rows: 24)

    private func drawn(_ text: String) -> String {
        "\u{1b}[G\u{1b}[K\u{1b}[C\u{1b}[J\u{1b}[G\u{1b}[?7l\(text)\u{1b}[?7h"
    }

    @Test("is drawn in place and unwrapped, with the cursor at its beginning")
    func draw() {
        var painter = ProgressPainter()
        #expect(painter.draw(["one"], on: size) == drawn("one") + "\u{1b}[G")
        #expect(painter.draw(["two", "a", "b"], on: size) == drawn("two\na\nb") + "\u{1b}[2A\u{1b}[G")
        #expect(painter.isShown)
    }

    @Test("is drawn again only if it or the terminal changed")
    func unchanged() {
        var painter = ProgressPainter()
        _ = painter.draw(["one"], on: size)
        #expect(painter.draw(["one"], on: size) == nil)
        #expect(painter.draw(["one"], on: TerminalSize(columns: 40, rows: 24)) == drawn("one") + "\u{1b}[G")
    }

    @Test("is erased once")
    func erase() {
        var painter = ProgressPainter()
        #expect(painter.erase() == nil)
        _ = painter.draw(["one"], on: size)
        #expect(painter.draw([], on: size) == "\u{1b}[G\u{1b}[K\u{1b}[C\u{1b}[J\u{1b}[G")
        #expect(painter.draw([], on: size) == nil && painter.erase() == nil && !painter.isShown)
    }
}
