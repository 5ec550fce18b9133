// SPDX-License-Identifier: Apache-2.0

/// What is said about a command line that is carried out.
package struct ToolNote: Sendable, Hashable, CustomStringConvertible {
    /// The flag that the note is about.
    package let flag: FlagName?
    package let text: String

    init(_ flag: FlagName?, _ text: String) {
        self.flag = flag
        self.text = text
    }

    package var description: String { text }
}
