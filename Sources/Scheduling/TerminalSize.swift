// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The size of a terminal in characters.
package struct TerminalSize: Sendable, Equatable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// Asks the terminal behind an open file for its present size; 80×24 if it does not know.
    package init(of number: CInt) {
        var size = winsize()
        // Unsafe: the system writes the value during the call, and keeps no pointer.
        let isKnown = unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0
        self.init(
            columns: isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80,
            rows: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
        )
    }
}
