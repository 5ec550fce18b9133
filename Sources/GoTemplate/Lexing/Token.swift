// SPDX-License-Identifier: Apache-2.0

/// A piece of a template's text.
struct Token {
    let kind: Kind
    /// Where it starts and ends in the text.
    let start: Int
    let end: Int
    /// The line in which it starts, from 1.
    let line: Int
    /// What is wrong, for `Kind.error`.
    var message = Text()

    enum Kind {
        case error, end, text
        case leftDelimiter, rightDelimiter, leftParenthesis, rightParenthesis
        case space, pipe, assign, declare, character
        case bool, number, complex, characterConstant, string, rawString
        case identifier, field, variable
        case dot, null
        case block, `break`, `continue`, define, `else`, endKeyword, `if`, range, template, with

        /// The words of the language.
        static let keywords: [Text: Kind] = [
            "block": .block, "break": .break, "continue": .continue, "define": .define, "else": .else,
            "end": .endKeyword,
            "if": .if, "range": .range, "nil": .null, "template": .template, "with": .with,
        ]

        var isKeyword: Bool {
            switch self {
            case .dot, .null, .block, .break, .continue, .define, .else, .endKeyword, .if, .range, .template, .with:
                true
            default: false
            }
        }

        /// Whether an operand of a command can start with it.
        var startsOperand: Bool {
            switch self {
            case .bool, .number, .complex, .characterConstant, .string, .rawString, .identifier, .field, .variable,
                .dot, .null,
                .leftParenthesis:
                true
            default: false
            }
        }
    }

    /// The token as messages show it.
    func described(in text: [UInt8]) -> Text {
        switch kind {
        case .end: return "EOF"
        case .error: return message
        case _ where kind.isKeyword: return Text(Array("<".utf8) + text[start..<end] + Array(">".utf8))
        default:
            let bytes = Array(text[start..<end])
            guard bytes.count > 10 else { return Text(bytes).quoted }
            return formatted("%.10q...", [.string(Text(bytes))])
        }
    }
}
