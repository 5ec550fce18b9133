// SPDX-License-Identifier: Apache-2.0

/// A word of a command in a shell's text.
struct ShellWord {
    /// Where it stands in the text, in bytes.
    let range: Range<Int>
    /// Where the word or sign before it ends.
    let gap: Int
    /// What the shell makes of it; `nil` where that cannot be told, or is not one word.
    let value: String?
    /// Whether it gives a variable a value.
    let isAssignment: Bool

    /// Whether a command may follow it.
    var isKeyword: Bool {
        ["!", "{", "do", "elif", "else", "if", "then", "until", "while", "--"].contains(value)
    }

    var isFlag: Bool { value?.hasPrefix("-") ?? false }
}
