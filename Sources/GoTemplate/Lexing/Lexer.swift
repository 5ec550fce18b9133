// SPDX-License-Identifier: Apache-2.0

/// Cuts the text of a template into tokens, one at a time.
///
/// After an error there are no more tokens: the text counts as ended.
struct Lexer {
    let text: [UInt8]
    /// Words of the language that are names of functions here: `break` and `continue` may be.
    let ordinaryWords: Set<String>
    /// Where the token that is being read starts, in the text and in which line.
    var start = 0
    var startLine = 1
    /// The next byte.
    var position = 0
    var isInsideAction = false
    var openParentheses = 0
    /// What is wrong with the text, after a token of the kind `error`.
    private(set) var complaint: Text?

    init(_ text: [UInt8], ordinaryWords: Set<String> = []) {
        self.text = text
        self.ordinaryWords = ordinaryWords
    }

    /// Returns the next token; again and again the end when there is none.
    mutating func next() -> Token {
        if complaint != nil {
            return isInsideAction ? failure("unclosed action") : Token(kind: .end, start: 0, end: 0, line: startLine)
        }
        return isInsideAction ? actionToken() : textToken()
    }

    /// Ends the token at the position and starts another one.
    mutating func take(_ kind: Token.Kind) -> Token {
        let token = Token(kind: kind, start: start, end: position, line: startLine)
        skip()
        return token
    }

    /// Leaves out what has been read since the token started.
    mutating func skip() {
        for index in start..<position where text[index] == 0x0A { startLine += 1 }
        start = position
    }

    mutating func failure(_ message: Text) -> Token {
        complaint = message
        return Token(kind: .error, start: start, end: start, line: startLine)
    }

    // MARK: - Text between actions

    private mutating func textToken() -> Token {
        while true {
            guard let opening = find(.leftDelimiter, from: position) else {
                position = text.count
                return take(position > start ? .text : .end)
            }
            if opening > position {
                position = opening
                if isLeftTrim(at: opening + 2) {
                    while position > start, text[position - 1].isBlank { position -= 1 }
                }
                let piece = take(.text)
                position = opening
                skip()
                if piece.end > piece.start { return piece }
            }
            if let token = leftDelimiter() { return token }
        }
    }

    /// Reads a delimiter; returns nothing for a comment, after which text goes on.
    private mutating func leftDelimiter() -> Token? {
        let marker = isLeftTrim(at: position + 2) ? 2 : 0
        guard !text.has(.leftComment, at: position + 2 + marker) else {
            position += 2 + marker
            skip()
            return comment()
        }
        position += 2
        let token = take(.leftDelimiter)
        isInsideAction = true
        position += marker
        skip()
        openParentheses = 0
        return token
    }

    private mutating func comment() -> Token? {
        guard let closing = find(.rightComment, from: position + 2) else { return failure("unclosed comment") }
        position = closing + 2
        guard let delimiter = rightDelimiter() else { return failure("comment ends before closing delimiter") }
        position += delimiter.length
        if delimiter.trims { skipBlanks() }
        skip()
        return nil
    }

    // MARK: - Delimiters

    /// The right delimiter at the position, with its marker.
    func rightDelimiter() -> (length: Int, trims: Bool)? {
        if isRightTrim(at: position), text.has(.rightDelimiter, at: position + 2) { return (4, true) }
        return text.has(.rightDelimiter, at: position) ? (2, false) : nil
    }

    mutating func takeRightDelimiter() -> Token {
        let delimiter = rightDelimiter() ?? (0, false)
        if delimiter.trims {
            position += 2
            skip()
        }
        position += 2
        let token = take(.rightDelimiter)
        if delimiter.trims {
            skipBlanks()
            skip()
        }
        isInsideAction = false
        return token
    }

    func isRightTrim(at index: Int) -> Bool {
        index + 1 < text.count && text[index].isBlank && text[index + 1] == UInt8(ascii: "-")
    }

    private func isLeftTrim(at index: Int) -> Bool {
        index + 1 < text.count && text[index] == UInt8(ascii: "-") && text[index + 1].isBlank
    }

    private mutating func skipBlanks() {
        while position < text.count, text[position].isBlank { position += 1 }
    }

    private func find(_ bytes: StaticBytes, from start: Int) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == bytes.first, text[index + 1] == bytes.second { return index }
            index += 1
        }
        return nil
    }
}
