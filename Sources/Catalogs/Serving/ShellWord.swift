// SPDX-License-Identifier: Apache-2.0

/// A word of a command in a shell script.
struct ShellWord {
    /// Its place in the script, in bytes.
    let range: Range<Int>
    /// The end of the word or sign before it.
    let gap: Int
    /// Its value in the shell; `nil` if that is unknown, or not one word.
    let value: String?
    /// Whether it assigns a value to a variable.
    let isAssignment: Bool

    /// Whether a command may follow it.
    var isKeyword: Bool {
        ["!", "{", "do", "elif", "else", "if", "then", "until", "while", "--"].contains(value)
    }

    var isFlag: Bool { value?.hasPrefix("-") ?? false }
}
