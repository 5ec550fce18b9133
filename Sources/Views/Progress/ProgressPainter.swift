// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// The progress lines on a terminal: what is written to draw them in place, and to remove them.
///
/// The cursor stays at the beginning of the first line. So everything from there on is ours, even if the terminal became
/// narrower and broke the lines.
package struct ProgressPainter: Sendable, Equatable {
    /// Moves to the beginning of the line, and clears everything from there on: first the line, then what is below.
    ///
    /// In one go from the first place of the screen it would count as clearing the screen, which some terminals keep.
    private static let clearing = "\(home)\u{1b}[K\u{1b}[C\u{1b}[J\(home)"

    /// Moves to the beginning of the line.
    ///
    /// It is no carriage return, because the kernel passes that on by itself: a terminal that is resized between a line and its
    /// carriage return would break the line with the cursor at its end.
    private static let home = "\u{1b}[G"

    /// Without wrapping, a line that is too long stays on its row: the terminal may become narrower after its size was read.
    private static let unwrapped = (begin: "\u{1b}[?7l", end: "\u{1b}[?7h")

    private var shown: [String] = []
    private var size: TerminalSize?

    package init() {}

    /// Whether lines are shown.
    package var isShown: Bool { !shown.isEmpty }

    /// Returns what to write so that these lines are shown; `nil` if they are already.
    package mutating func draw(_ lines: [String], on size: TerminalSize) -> String? {
        guard lines != shown || size != self.size else { return nil }
        guard !lines.isEmpty else { return erase() }
        (shown, self.size) = (lines, size)
        let back = lines.count > 1 ? "\u{1b}[\(lines.count - 1)A" : ""
        return Self.clearing + Self.unwrapped.begin + lines.joined(separator: "\n") + Self.unwrapped.end + back
            + Self.home
    }

    /// Returns what to write so that no line is shown; `nil` if none is.
    package mutating func erase() -> String? {
        guard isShown else { return nil }
        shown = []
        return Self.clearing
    }
}
