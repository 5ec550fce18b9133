// SPDX-License-Identifier: Apache-2.0

package import Reviews

/// A result of a command, for people and for programs.
package protocol ResultView {
    /// The text; on a terminal it may have columns, headings and short lines.
    func text(_ style: TextStyle, _ isTerminal: Bool) -> String
    /// The same as canonical JSON.
    func json() throws -> String
}
