// SPDX-License-Identifier: Apache-2.0

/// The tokens of a text, some of which may be put back.
struct TokenStream {
    private var lexer: Lexer
    private var returned: [Token] = []
    /// The line of the last token that was read, which is the one that messages name.
    private(set) var lastLine = 0

    init(_ lexer: Lexer) { self.lexer = lexer }

    /// What is wrong with the text, after a token of the kind `error`.
    var complaint: Text? { lexer.complaint }

    mutating func next() -> Token {
        if let token = returned.popLast() { return token }
        let token = lexer.next()
        lastLine = token.line
        return token
    }

    mutating func putBack(_ token: Token) { returned.append(token) }

    mutating func peek() -> Token {
        let token = next()
        putBack(token)
        return token
    }

    mutating func nextNonSpace() -> Token {
        while true {
            let token = next()
            if token.kind != .space { return token }
        }
    }

    /// Leaves out white space and returns what follows without taking it.
    mutating func peekNonSpace() -> Token {
        let token = nextNonSpace()
        putBack(token)
        return token
    }
}
