// SPDX-License-Identifier: Apache-2.0

extension Parser {
    mutating func parseDefinition() throws(ParseError) {
        actionLine = 0
        let token = tokens.nextNonSpace()
        guard token.kind == .string || token.kind == .rawString else { throw unexpected(token, "define clause") }
        let name = try unquoted(token)
        try expect(.rightDelimiter, "define clause")
        let outer = scope
        scope = Scope()
        try push(Opening(kind: .definition(name), outer: outer))
    }

    mutating func parseBlock() throws(ParseError) {
        let token = tokens.nextNonSpace()
        let name = try templateName(token, "block clause")
        let pipeline = try parsePipeline("block clause", until: .rightDelimiter)
        let outer = scope
        scope = Scope()
        actionLine = 0
        let kind = Opening.Kind.block(name, position: token.start)
        try push(Opening(kind: kind, pipeline: pipeline, line: tokens.lastLine, outer: outer))
    }

    mutating func parseTemplateCall() throws(ParseError) {
        let token = tokens.nextNonSpace()
        let name = try templateName(token, "template clause")
        var pipeline: Node?
        let next = tokens.nextNonSpace()
        if next.kind != .rightDelimiter {
            tokens.putBack(next)
            pipeline = try parsePipeline("template clause", until: .rightDelimiter)
        }
        append(Node(token.start, .call(TemplateCall(name: name, pipeline: pipeline))))
    }

    private func templateName(_ token: Token, _ context: String) throws(ParseError) -> Text {
        guard token.kind == .string || token.kind == .rawString else { throw unexpected(token, context) }
        return try unquoted(token)
    }

    func unquoted(_ token: Token) throws(ParseError) -> Text {
        guard let text = Unquoting.text(of: Array(text[token.start..<token.end])) else {
            throw failure("invalid syntax")
        }
        return text
    }

    mutating func parseLoopWord(_ word: Token, _ context: String, _ form: Node.Form) throws(ParseError) {
        try expect(.rightDelimiter, context)
        guard scope.loops > 0 else { throw failure(Text("\(context) outside {{range}}")) }
        append(Node(word.start, form))
    }

    /// Adds a template; a second one of the same name is an error, unless one of both is empty.
    mutating func add(name: String, _ body: [Node]) throws(ParseError) {
        let template = Template(name: name, file: file, text: text, body: body)
        guard let other = templates[name], !other.isEmpty else {
            templates[name] = template
            return
        }
        guard template.isEmpty else {
            throw failure("template: multiple definition of template " + Text(name).quoted)
        }
    }
}
