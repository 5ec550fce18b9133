// SPDX-License-Identifier: Apache-2.0

/// The examples of a command, as its help and its manual page show them.
enum Examples {
    /// The line before the examples.
    static let heading = "Examples:"

    /// A command's discussion: what to know, then command lines to try.
    static func discussion(_ text: String = "", _ lines: String...) -> String {
        (text.isEmpty ? "" : text + "\n\n") + ([heading] + lines.map { "  \($0)" }).joined(separator: "\n")
    }
}
