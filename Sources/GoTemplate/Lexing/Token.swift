// SPDX-License-Identifier: Apache-2.0

/// A piece of a template's text.
struct Token {
    let kind: Kind
    /// Where it starts and ends in the text.
    let start: Int
    let end: Int
    /// The line in which it starts, from 1.
    let line: Int

    enum Kind {
        case error, end, text
        case leftDelimiter, rightDelimiter, leftParenthesis, rightParenthesis
        case space, pipe, assign, declare, character
        case bool, number, complex, characterConstant, string, rawString
        case identifier, field, variable
        case dot, null
        case block, `break`, `continue`, define, `else`, endKeyword, `if`, range, template, with

        /// The kind of a word of the language; `nil` for other words.
        init?(keyword: String) {
            switch keyword {
            case "block": self = .block
            case "break": self = .break
            case "continue": self = .continue
            case "define": self = .define
            case "else": self = .else
            case "end": self = .endKeyword
            case "if": self = .if
            case "nil": self = .null
            case "range": self = .range
            case "template": self = .template
            case "with": self = .with
            case "true", "false": self = .bool
            default: return nil
            }
        }

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

    /// The token as messages show it; an error is shown by what is wrong instead.
    func described(in text: [UInt8]) -> Text {
        switch kind {
        case .end: return "EOF"
        case _ where kind.isKeyword: return Text(Array("<".utf8) + text[start..<end] + Array(">".utf8))
        default:
            let bytes = Array(text[start..<end])
            guard bytes.count > 10 else { return Text(bytes).quoted }
            return formatted("%.10q...", [.string(Text(bytes))])
        }
    }
}
