// SPDX-License-Identifier: Apache-2.0

/// The words of an unfinished command line, as a shell would split it.
package struct ShellWords: Equatable, Sendable {
    package private(set) var words: [String] = []
    /// The unfinished word; empty behind a space.
    package private(set) var last = ""

    package init(_ line: String) {
        var quote: Character?
        var isEscaped = false
        var isOpen = false
        for character in line {
            if isEscaped {
                last.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                isOpen = true
            } else if let open = quote {
                if character == open { quote = nil } else { last.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                isOpen = true
            } else if character.isWhitespace {
                if isOpen || !last.isEmpty { words.append(last) }
                last = ""
                isOpen = false
            } else {
                last.append(character)
            }
        }
    }
}
