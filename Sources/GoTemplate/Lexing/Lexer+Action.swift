// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// Reads a token between delimiters.
    mutating func actionToken() -> Token {
        if rightDelimiter() != nil {
            return openParentheses == 0 ? takeRightDelimiter() : failure("unclosed left paren")
        }
        guard position < text.count else { return failure("unclosed action") }
        let byte = text[position]
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return space()
        case UInt8(ascii: "="): return takeByte(.assign)
        case UInt8(ascii: "|"): return takeByte(.pipe)
        case UInt8(ascii: ":"):
            guard position + 1 < text.count, text[position + 1] == UInt8(ascii: "=") else {
                return failure("expected :=")
            }
            position += 2
            return take(.declare)
        case UInt8(ascii: "\""): return quoted(.string, "unterminated quoted string")
        case UInt8(ascii: "'"): return quoted(.characterConstant, "unterminated character constant")
        case UInt8(ascii: "`"): return rawString()
        case UInt8(ascii: "$"): return name(.variable)
        case UInt8(ascii: "."):
            let isNumber = position + 1 < text.count && text[position + 1].isDigit
            // Go reads a period at the very end of the text as a number, too.
            return isNumber || position + 1 == text.count ? number() : name(.field)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: "("):
            openParentheses += 1
            return takeByte(.leftParenthesis)
        case UInt8(ascii: ")"):
            openParentheses -= 1
            return openParentheses < 0 ? failure("unexpected right paren") : takeByte(.rightParenthesis)
        default: return identifierOrCharacter()
        }
    }

    private mutating func takeByte(_ kind: Token.Kind) -> Token {
        position += 1
        return take(kind)
    }

    private mutating func identifierOrCharacter() -> Token {
        let (rune, _) = text.rune(at: position)
        if rune.isOfNames { return identifier() }
        if rune.value < 0x80, rune.isPrintable { return takeByte(.character) }
        return failure(Text("unrecognized character in action: \(rune.described)"))
    }

    /// Reads blanks; the last one may belong to a delimiter that trims.
    private mutating func space() -> Token {
        while position < text.count, text[position].isBlank { position += 1 }
        if isRightTrim(at: position - 1), text.has(.rightDelimiter, at: position + 1) {
            position -= 1
            if position == start { return takeRightDelimiter() }
        }
        return take(.space)
    }

    /// Reads a literal that ends with the mark it starts with and in which a backslash escapes.
    private mutating func quoted(_ kind: Token.Kind, _ message: Text) -> Token {
        let mark = text[position]
        position += 1
        while position < text.count {
            switch text[position] {
            case mark:
                position += 1
                return take(kind)
            case 0x0A: return failure(message)
            case 0x5C:
                guard position + 1 < text.count, text[position + 1] != 0x0A else { return failure(message) }
                position += 2
            default: position += 1
            }
        }
        return failure(message)
    }

    private mutating func rawString() -> Token {
        position += 1
        while position < text.count {
            position += 1
            if text[position - 1] == UInt8(ascii: "`") { return take(.rawString) }
        }
        return failure("unterminated raw quoted string")
    }

    // MARK: - Names

    private mutating func identifier() -> Token {
        if let failure = readName() { return failure }
        guard position - start <= 8 else { return take(.identifier) }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        guard let keyword = Token.Kind(keyword: word), !ordinaryWords.contains(word) else { return take(.identifier) }
        return take(keyword)
    }

    /// Reads a field or a variable, of which the first byte is known.
    private mutating func name(_ kind: Token.Kind) -> Token {
        position += 1
        if isAtTerminator { return take(kind == .field ? .dot : kind) }
        return readName() ?? take(kind)
    }

    private mutating func readName() -> Token? {
        while position < text.count {
            let (rune, width) = text.rune(at: position)
            guard rune.isOfNames else { break }
            position += width
        }
        guard !isAtTerminator else { return nil }
        return failure(Text("bad character \(text.rune(at: position).rune.described)"))
    }

    /// Whether what stands at the position may follow a name.
    private var isAtTerminator: Bool {
        guard position < text.count else { return true }
        switch text[position] {
        case 0x20, 0x09, 0x0A, 0x0D: return true
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ")"),
            UInt8(ascii: "("):
            return true
        default: return text.has(.rightDelimiter, at: position)
        }
    }

    // MARK: - Numbers

    /// Reads a number, without looking whether it is one; complex ones have a sign in the middle.
    private mutating func number() -> Token {
        guard readNumber() else { return badNumber() }
        guard position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") else {
            return take(.number)
        }
        guard readNumber(), text[position - 1] == UInt8(ascii: "i") else { return badNumber() }
        return take(.complex)
    }

    private mutating func badNumber() -> Token {
        failure("bad number syntax: " + Text(text[start..<position]).quoted)
    }

    private mutating func readNumber() -> Bool {
        accept { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        var isDigit: (UInt8) -> Bool = { $0.isDigit || $0 == UInt8(ascii: "_") }
        var exponent: UInt8? = UInt8(ascii: "e")
        if accept({ $0 == UInt8(ascii: "0") }) {
            if accept({ $0.lowercased == UInt8(ascii: "x") }) {
                isDigit = { $0.isHexDigit || $0 == UInt8(ascii: "_") }
                exponent = UInt8(ascii: "p")
            } else if accept({ $0.lowercased == UInt8(ascii: "o") }) {
                isDigit = { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") || $0 == UInt8(ascii: "_") }
                exponent = nil
            } else if accept({ $0.lowercased == UInt8(ascii: "b") }) {
                isDigit = { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "_") }
                exponent = nil
            }
        }
        while accept(isDigit) {}
        if accept({ $0 == UInt8(ascii: ".") }) { while accept(isDigit) {} }
        if let exponent, accept({ $0.lowercased == exponent }) {
            accept { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            while accept({ $0.isDigit || $0 == UInt8(ascii: "_") }) {}
        }
        accept { $0 == UInt8(ascii: "i") }
        guard position < text.count else { return true }
        let (rune, width) = text.rune(at: position)
        guard rune.isOfNames else { return true }
        position += width
        return false
    }

    @discardableResult
    private mutating func accept(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard position < text.count, isWanted(text[position]) else { return false }
        position += 1
        return true
    }
}
