// SPDX-License-Identifier: Apache-2.0

/// Reads the text of a file into templates.
///
/// It keeps what is open in a list of its own instead of calling itself, so that no text can exhaust the stack.
struct Parser {
    let file: String
    let text: [UInt8]
    /// The number of a function in the table; `nil` if there is none of that name.
    let functionIndex: (String) -> Int?
    var tokens: TokenStream
    var scope = Scope()
    /// The templates read so far.
    var templates: [String: Template] = [:]
    /// What is open, the file itself first.
    var open: [Opening] = [Opening(kind: .file)]
    /// The line of the action that is being read; 0 outside of one.
    var actionLine = 0
    private var variableNumbers: [Text: Int] = [Text("$"): Variable.dollar]

    static let greatestDepth = 1000

    init(_ text: Text, file: String, functionIndex: @escaping (String) -> Int?) {
        self.file = file
        self.text = text.bytes
        self.functionIndex = functionIndex
        let words = ["break", "continue"].filter { functionIndex($0) != nil }
        tokens = TokenStream(Lexer(text.bytes, ordinaryWords: Set(words)))
    }

    /// The variables that are known, by their numbers, and how many loops are open around.
    struct Scope {
        var variables = [Variable.dollar]
        var loops = 0
    }

    /// Reads everything.
    mutating func parse() throws(ParseError) -> [String: Template] {
        while true {
            if open.count > 1 {
                guard tokens.peekNonSpace().kind != .end else { throw failure("unexpected EOF") }
                try parsePart()
                continue
            }
            let token = tokens.peek()
            if token.kind == .end { break }
            if token.kind == .leftDelimiter {
                _ = tokens.next()
                let word = tokens.nextNonSpace()
                guard word.kind != .define else {
                    try parseDefinition()
                    continue
                }
                tokens.putBack(word)
                tokens.putBack(token)
            }
            try parsePart()
        }
        try add(name: file, open[0].body)
        return templates
    }

    private mutating func parsePart() throws(ParseError) {
        let token = tokens.nextNonSpace()
        switch token.kind {
        case .text: append(Node(token.start, .text(Array(text[token.start..<token.end]))))
        case .leftDelimiter:
            actionLine = token.line
            try parseAction()
        default: throw unexpected(token, "input")
        }
    }

    private mutating func parseAction() throws(ParseError) {
        let token = tokens.nextNonSpace()
        switch token.kind {
        case .if: return try parseControl(.conditional)
        case .with: return try parseControl(.with)
        case .range: return try parseControl(.range)
        case .block: return try parseBlock()
        case .endKeyword:
            try expect(.rightDelimiter, "end")
            actionLine = 0
            return try close()
        case .else: return try parseElse()
        case .break: try parseLoopWord(token, "{{break}}", .breakLoop)
        case .continue: try parseLoopWord(token, "{{continue}}", .continueLoop)
        case .template: try parseTemplateCall()
        default:
            tokens.putBack(token)
            let pipeline = try parsePipeline("command", until: .rightDelimiter)
            var prints = true
            if case .pipeline(let parts) = pipeline.form { prints = parts.variables.isEmpty }
            append(Node(token.start, .action(pipeline, prints: prints)))
        }
        actionLine = 0
    }

    // MARK: - Messages

    func failure(_ cause: Text, line: Int? = nil) -> ParseError {
        ParseError(template: file, line: line ?? tokens.lastLine, cause: cause)
    }

    func unexpected(_ token: Token, _ context: String) -> ParseError {
        guard token.kind == .error, let described = tokens.complaint else {
            return failure("unexpected " + token.described(in: text) + Text(" in \(context)"))
        }
        guard actionLine != 0, actionLine != token.line else { return failure(described) }
        let words = described.bytes.suffix(7).elementsEqual(" action".utf8) ? "" : " in action"
        return failure(described + Text("\(words) started at \(file):\(actionLine)"))
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind, _ context: String) throws(ParseError) -> Token {
        let token = tokens.nextNonSpace()
        guard token.kind == kind else { throw unexpected(token, context) }
        return token
    }

    /// The number of a variable by its name.
    mutating func number(of name: Text) -> Int {
        if let number = variableNumbers[name] { return number }
        let number = variableNumbers.count
        variableNumbers[name] = number
        return number
    }
}
