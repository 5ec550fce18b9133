// SPDX-License-Identifier: Apache-2.0

/// Why a text is no template.
public struct ParseError: Error, Equatable, CustomStringConvertible {
    /// The name under which the text was parsed.
    public let template: String
    /// The line of the text at which the parser stopped, from 1.
    public let line: Int
    /// What is wrong, in Go's words.
    public let cause: Text

    /// Go's whole message.
    public var description: String { text.string }

    /// Go's whole message, in its bytes.
    public var text: Text { Text("template: \(template):\(line): ") + cause }
}
