// SPDX-License-Identifier: Apache-2.0

/// An error that a text is not a regular expression.
package struct RegularExpressionError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, by RE2's numbers.
    package enum Kind: Int32, Sendable {
        case other = 1
        case badEscape, badClass, badRange, missingBracket, missingParenthesis, unexpectedParenthesis, trailingBackslash
        case missingRepetition, badRepetitionSize, badRepetition, badPerlSyntax, badUTF8, badGroupName, tooLarge
    }

    /// RE2's message about the text.
    package let message: String
    package let kind: Kind
    /// The part of the text that is wrong.
    package let part: String

    package var description: String { message }
}
