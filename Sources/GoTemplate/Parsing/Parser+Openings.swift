// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// Something whose end has not been read yet.
    struct Opening {
        let kind: Kind
        var pipeline: Node?
        var body: [Node] = []
        var alternative: [Node]?
        /// Whether it follows `else` directly, so that the end of it is the end of what is around, too.
        var isChained = false
        /// How many variables were known before.
        var variables = 0
        /// The line in which what opens it ends.
        var line = 0
        /// What was known around a definition.
        var outer: Scope?

        enum Kind {
            case file
            case definition(Text)
            case block(Text, position: Int)
            case conditional, with, range
        }
    }

    mutating func append(_ node: Node) {
        let last = open.count - 1
        if open[last].alternative == nil { open[last].body.append(node) } else { open[last].alternative?.append(node) }
    }

    mutating func push(_ opening: Opening) throws(ParseError) {
        guard open.count < Self.greatestDepth else { throw failure("max nesting depth exceeded") }
        open.append(opening)
    }

    mutating func parseControl(_ kind: Opening.Kind, isChained: Bool = false) throws(ParseError) {
        let known = scope.variables.count
        let context =
            switch kind {
            case .conditional: "if"
            case .with: "with"
            default: "range"
            }
        let pipeline = try parsePipeline(context, until: .rightDelimiter)
        if case .range = kind { scope.loops += 1 }
        try push(Opening(kind: kind, pipeline: pipeline, isChained: isChained, variables: known))
    }

    mutating func parseElse() throws(ParseError) {
        let word = tokens.peekNonSpace()
        if word.kind != .if, word.kind != .with { try expect(.rightDelimiter, "else") }
        actionLine = 0
        let last = open.count - 1
        switch open[last].kind {
        case .file: throw failure("unexpected {{else}}")
        case .definition: throw failure("unexpected {{else}} in define clause")
        case .block: throw failure("unexpected {{else}} in block clause", line: open[last].line)
        case .conditional, .with, .range: break
        }
        guard open[last].alternative == nil else { throw failure("expected end; found {{else}}") }
        open[last].alternative = []
        switch (open[last].kind, word.kind) {
        case (.range, _): scope.loops -= 1
        case (.conditional, .if):
            _ = tokens.next()
            try parseControl(.conditional, isChained: true)
        case (.with, .with):
            _ = tokens.next()
            try parseControl(.with, isChained: true)
        default: break
        }
    }

    mutating func close() throws(ParseError) {
        guard open.count > 1 else { throw failure("unexpected {{end}}") }
        var isChained = true
        while isChained, let opening = open.popLast() {
            isChained = opening.isChained
            switch opening.kind {
            case .file: break
            case .definition(let name):
                try add(name: name.string, opening.body)
                if let outer = opening.outer { scope = outer }
            case .block(let name, let position):
                try add(name: name.string, opening.body)
                if let outer = opening.outer { scope = outer }
                append(Node(position, .call(TemplateCall(name: name, pipeline: opening.pipeline))))
            case .conditional, .with, .range: close(opening)
            }
        }
    }

    mutating func close(_ opening: Opening) {
        guard let pipeline = opening.pipeline else { return }
        let branch = Branch(pipeline: pipeline, body: opening.body, alternative: opening.alternative)
        switch opening.kind {
        case .conditional: append(Node(pipeline.position, .conditional(branch)))
        case .with: append(Node(pipeline.position, .with(branch)))
        default:
            if opening.alternative == nil { scope.loops -= 1 }
            append(Node(pipeline.position, .range(branch)))
        }
        scope.variables.removeSubrange(opening.variables...)
    }
}
