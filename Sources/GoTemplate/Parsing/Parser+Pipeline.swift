// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// A pipeline that is being read.
    private struct Building {
        let context: String
        let end: Token.Kind
        let position: Int
        var variables: [Node] = []
        var isAssignment = false
        var commands: [Node] = []
        /// The command that is being read.
        var commandPosition = 0
        var arguments: [Node] = []
    }

    /// What is expected next.
    private enum Step {
        case command
        case operand
        /// What may follow an operand.
        case afterTerm(Node)
        case afterOperand
    }

    /// Reads a pipeline with its end; those in parentheses are kept in a list, innermost last.
    mutating func parsePipeline(_ context: String, until end: Token.Kind) throws(ParseError) -> Node {
        var open = [try startPipeline(context, end)]
        var step = Step.command
        while true {
            let last = open.count - 1
            switch step {
            case .command:
                let token = tokens.nextNonSpace()
                if token.kind == open[last].end {
                    let node = try finish(open.removeLast())
                    guard !open.isEmpty else { return node }
                    step = .afterTerm(node)
                } else if token.kind.startsOperand {
                    tokens.putBack(token)
                    open[last].commandPosition = token.start
                    step = .operand
                } else {
                    throw unexpected(token, open[last].context)
                }
            case .operand:
                let token = tokens.nextNonSpace()
                if token.kind == .leftParenthesis {
                    guard open.count < Self.greatestDepth else { throw failure("max expression depth exceeded") }
                    open.append(try startPipeline("parenthesized pipeline", .rightParenthesis))
                    step = .command
                } else if let term = try term(token) {
                    step = .afterTerm(term)
                } else {
                    tokens.putBack(token)
                    step = .afterOperand
                }
            case .afterTerm(let term):
                open[last].arguments.append(try withFields(term))
                step = .afterOperand
            case .afterOperand:
                let token = tokens.next()
                switch token.kind {
                case .space:
                    step = .operand
                    continue
                case .rightDelimiter, .rightParenthesis: tokens.putBack(token)
                case .pipe: break
                default: throw unexpected(token, "operand")
                }
                guard !open[last].arguments.isEmpty else { throw failure("empty command") }
                open[last].commands.append(Node(open[last].commandPosition, .command(open[last].arguments)))
                open[last].arguments = []
                step = .command
            }
        }
    }

    private func finish(_ building: Building) throws(ParseError) -> Node {
        let commands = building.commands
        guard !commands.isEmpty else { throw failure(Text("missing value for \(building.context)")) }
        for (index, command) in commands.enumerated().dropFirst() {
            guard case .command(let arguments) = command.form, let first = arguments.first else { continue }
            switch first.form {
            case .bool, .dot, .null, .number, .string:
                throw failure(Text("non executable command in pipeline stage \(index + 1)"))
            default: break
            }
        }
        let pipeline = Pipeline(
            variables: building.variables,
            isAssignment: building.isAssignment,
            commands: commands
        )
        return Node(building.position, .pipeline(pipeline))
    }

    // MARK: - Variables

    private mutating func startPipeline(_ context: String, _ end: Token.Kind) throws(ParseError) -> Building {
        var building = Building(context: context, end: end, position: tokens.peekNonSpace().start)
        while tokens.peekNonSpace().kind == .variable {
            let token = tokens.next()
            let following = tokens.peek()
            let next = tokens.peekNonSpace()
            if next.kind == .assign || next.kind == .declare {
                _ = tokens.nextNonSpace()
                building.isAssignment = next.kind == .assign
                declare(token, &building)
                break
            }
            guard next.kind == .character, text[next.start] == UInt8(ascii: ",") else {
                if following.kind == .space { tokens.putBack(following) }
                tokens.putBack(token)
                break
            }
            _ = tokens.nextNonSpace()
            declare(token, &building)
            guard context == "range", building.variables.count < 2 else {
                throw failure(Text("too many declarations in \(context)"))
            }
            switch tokens.peekNonSpace().kind {
            case .variable, .rightDelimiter, .rightParenthesis: continue
            default: throw failure("range can only initialize variables")
            }
        }
        return building
    }

    private mutating func declare(_ token: Token, _ building: inout Building) {
        let name = Text(text[token.start..<token.end])
        let number = number(of: name)
        building.variables.append(Node(token.start, .variable(Variable(name: name, number: number), [])))
        scope.variables.append(number)
    }

    private mutating func useVariable(_ token: Token) throws(ParseError) -> Node {
        let name = Text(text[token.start..<token.end])
        let number = number(of: name)
        guard scope.variables.contains(number) else { throw failure("undefined variable " + name.quoted) }
        return Node(token.start, .variable(Variable(name: name, number: number), []))
    }

    // MARK: - Operands

    /// The operand that a token is; `nil` if it is none.
    private mutating func term(_ token: Token) throws(ParseError) -> Node? {
        let bytes = text[token.start..<token.end]
        switch token.kind {
        case .identifier:
            let name = String(decoding: bytes, as: UTF8.self)
            guard let index = functionIndex(name) else {
                throw failure("function " + Text(bytes).quoted + " not defined")
            }
            return Node(token.start, .function(FunctionName(name: name, index: index)))
        case .dot: return Node(token.start, .dot)
        case .null: return Node(token.start, .null)
        case .variable: return try useVariable(token)
        case .field: return Node(token.start, .field([Name(bytes.dropFirst())]))
        case .bool: return Node(token.start, .bool(bytes.count == 4))
        case .number, .complex, .characterConstant:
            do throws(NumberError) {
                return Node(token.start, .number(try NumberConstant(Text(bytes), kind: token.kind)))
            } catch {
                throw failure(error.message)
            }
        case .string, .rawString: return Node(token.start, .string(try unquoted(token), source: Array(bytes)))
        default: return nil
        }
    }

    /// Reads the fields that follow an operand.
    private mutating func withFields(_ term: Node) throws(ParseError) -> Node {
        let first = tokens.peek()
        guard first.kind == .field else { return term }
        var names: [Name] = []
        while tokens.peek().kind == .field {
            let token = tokens.next()
            names.append(Name(text[token.start + 1..<token.end]))
        }
        switch term.form {
        case .field(let earlier): return Node(first.start, .field(earlier + names))
        case .variable(let variable, let earlier): return Node(first.start, .variable(variable, earlier + names))
        case .bool, .string, .number, .null, .dot:
            throw failure("unexpected . after term " + Text(term.source).quoted)
        default: return Node(first.start, .chain(term, names))
        }
    }
}
