// SPDX-License-Identifier: Apache-2.0

/// A text is not the reference it should be.
package struct ReferenceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found.
    package let text: String
    /// What is wrong with it.
    package let message: String

    package init(text: String, message: String) {
        self.text = text.withoutPassword
        self.message = message.withoutPassword
    }

    package var description: String { "`\(text)`: \(message)" }
}

extension String {
    /// The text with `user:password@` starred out, which some write before a host by mistake.
    package var withoutPassword: String {
        guard contains("@") else { return self }
        var result = Array(self)
        var start = 0
        for (index, character) in result.enumerated() {
            if character == "@", result[start..<index].contains(":") {
                for position in start..<index { result[position] = "*" }
            }
            if "/@ \"'`\t".contains(character) { start = index + 1 }
        }
        return String(result)
    }
}
