// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing
import Views

@Suite("The progress on a terminal")
struct ProgressPainterTests {
    private let size = TerminalSize(columns: 80, rows: 24)

    @Test("is drawn in place, with the cursor at its beginning")
    func draw() {
        var painter = ProgressPainter()
        #expect(painter.draw(["one"], on: size) == "\r\u{1b}[K\u{1b}[C\u{1b}[J\rone\r")
        #expect(painter.draw(["two", "a", "b"], on: size) == "\r\u{1b}[K\u{1b}[C\u{1b}[J\rtwo\na\nb\u{1b}[2A\r")
        #expect(painter.isShown)
    }

    @Test("is drawn again only if it or the terminal changed")
    func unchanged() {
        var painter = ProgressPainter()
        _ = painter.draw(["one"], on: size)
        #expect(painter.draw(["one"], on: size) == nil)
        #expect(painter.draw(["one"], on: TerminalSize(columns: 40, rows: 24)) == "\r\u{1b}[K\u{1b}[C\u{1b}[J\rone\r")
    }

    @Test("is erased once")
    func erase() {
        var painter = ProgressPainter()
        #expect(painter.erase() == nil)
        _ = painter.draw(["one"], on: size)
        #expect(painter.draw([], on: size) == "\r\u{1b}[K\u{1b}[C\u{1b}[J\r")
        #expect(painter.draw([], on: size) == nil && painter.erase() == nil && !painter.isShown)
    }
}
