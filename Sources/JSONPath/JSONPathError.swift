// SPDX-License-Identifier: Apache-2.0

/// An error that a text is not a path: what is wrong, where, and what to write.
package struct JSONPathError: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String
    package let remedy: String?
    /// The character of the text, counted from 1.
    package let column: Int

    init(_ message: String, remedy: String? = nil, at column: Int) {
        self.message = message
        self.remedy = remedy
        self.column = column
    }

    package var description: String { "\(message) (character \(column))" }
}
