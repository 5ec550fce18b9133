// SPDX-License-Identifier: Apache-2.0

/// The execution of a template.
///
/// What is open, from templates to loops, is in a list, so that templates that call themselves do not use the stack; only
/// expressions in parentheses and functions that execute templates do.
final class Execution {
    let set: TemplateSet
    let budget: Budget
    var output: [UInt8] = []
    var frames: [Frame] = []
    var variables: [(number: Int, value: Held)] = []
    /// Where the variables of the template start that is being executed; the first one is `$`.
    var base = 0
    private(set) var template: Template
    /// The value of `.`.
    var dot = Held.missing
    /// The part that is being executed, which messages name.
    var node: Node?
    private var openTemplates = 0

    init(_ template: Template, of set: TemplateSet) {
        self.template = template
        self.set = set
        budget = set.budget
    }

    /// A sequence of nodes that is being executed.
    struct Frame {
        let body: [Node]
        var index = 0
        var dot: Held
        /// How many variables remain when it ends.
        let variables: Int
        var kind = Kind.branch

        enum Kind {
            case branch
            case loop(Loop)
            /// A template, and what was before it.
            case template(Template, base: Int)
        }
    }

    func run(with dot: Held) throws(ExecutionError) -> [UInt8] {
        variables = [(Variable.dollar, dot)]
        open(Frame(body: template.body, dot: dot, variables: 0))
        while let last = frames.indices.last {
            guard frames[last].index < frames[last].body.count else {
                try finishFrame(last)
                continue
            }
            let next = frames[last].body[frames[last].index]
            frames[last].index += 1
            try execute(next)
        }
        return output
    }

    private func execute(_ next: Node) throws(ExecutionError) {
        node = next
        budget.steps -= 1
        switch next.form {
        case .text(let text): try write(text)
        case .action(let pipeline, let prints):
            let value = try evaluate(pipeline)
            if prints { try printResult(value, next) }
        case .conditional(let branch): try choose(branch, isWith: false)
        case .with(let branch): try choose(branch, isWith: true)
        case .range(let branch): try startLoop(branch)
        case .call(let call): try self.call(call)
        case .breakLoop: leaveLoop(continuing: false)
        case .continueLoop: leaveLoop(continuing: true)
        default: break
        }
        if budget.steps < 0 { try check() }
    }

    // MARK: - Control

    private func choose(_ branch: Branch, isWith: Bool) throws(ExecutionError) {
        let known = variables.count
        let value = try evaluate(branch.pipeline)
        let isTrue = value.value.isTrue
        guard let body = isTrue ? branch.body : branch.alternative else {
            variables.removeSubrange(known...)
            return
        }
        open(Frame(body: body, dot: isTrue && isWith ? value : dot, variables: known))
    }

    private func call(_ call: TemplateCall) throws(ExecutionError) {
        guard let callee = set.templates[call.name.string] else {
            throw failure("template " + call.name.text.quoted + " not defined")
        }
        guard openTemplates < budget.limits.templates else {
            throw failure(Text("exceeded maximum template depth (\(budget.limits.templates))"))
        }
        var argument = Held.missing
        if let pipeline = call.pipeline { argument = try evaluate(pipeline) }
        openTemplates += 1
        let known = variables.count
        open(Frame(body: callee.body, dot: argument, variables: known, kind: .template(template, base: base)))
        base = known
        template = callee
        variables.append((Variable.dollar, argument))
    }

    private func finishFrame(_ last: Int) throws(ExecutionError) {
        switch frames[last].kind {
        case .loop: return try continueLoop(last)
        case .template(let outer, let outerBase):
            template = outer
            base = outerBase
            openTemplates -= 1
        case .branch: break
        }
        closeFrame()
    }

    func open(_ frame: Frame) {
        frames.append(frame)
        dot = frame.dot
    }

    /// Ends the innermost frame, with the variables that it has declared.
    func closeFrame() {
        guard let frame = frames.popLast() else { return }
        if variables.count > frame.variables { variables.removeSubrange(frame.variables...) }
        if let last = frames.indices.last { dot = frames[last].dot }
    }

    /// Ends the innermost loop, or only its turn.
    private func leaveLoop(continuing: Bool) {
        while let last = frames.indices.last {
            if case .loop = frames[last].kind {
                frames[last].index = frames[last].body.count
                if !continuing { closeFrame() }
                return
            }
            closeFrame()
        }
    }

    // MARK: - Output

    func write(_ bytes: [UInt8]) throws(ExecutionError) {
        output += bytes
        budget.bytes -= bytes.count
        if budget.bytes < 0 { try check() }
    }

    private func printResult(_ held: Held, _ action: Node) throws(ExecutionError) {
        node = action
        guard !held.isMissing else { return try write(Self.noValue) }
        switch held.value {
        case .string(let text): try write(text.bytes)
        case .function:
            throw failure("can't print " + Text(action.source) + Text(" of type \(held.staticType)"))
        case .object(let object):
            // The methods of a pointer to a struct count only where Go can take its address.
            let text = held.isCopy || held.view == .interface ? object.description : object.actionDescription
            if let text { try write(text.bytes) } else { fallthrough }
        default:
            var printer = Printer(limit: budget.bytes)
            printer.printArgument(held.value, "v")
            guard !printer.isCut else { throw failure("the value is too large, or nested too deeply, to be printed") }
            try write(printer.output)
        }
    }

    static let noValue = Array("<no value>".utf8)

    // MARK: - Errors

    /// The error at the part that is being executed.
    func failure(_ cause: Text, underlying: (any Error)? = nil) -> ExecutionError {
        let place = node.map { ExecutionError.Place($0, in: template) }
        return ExecutionError(template: template.name, place: place, cause: cause, underlying: underlying)
    }

    /// Stops if a limit is exceeded.
    func check() throws(ExecutionError) {
        if let complaint = budget.complaint { throw failure(complaint) }
    }
}

extension ExecutionError.Place {
    init(_ node: Node, in template: Template) {
        let before = template.text[..<min(node.position, template.text.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        self.init(
            file: template.file,
            line: before.count { $0 == 0x0A } + 1,
            column: before.count - lineStart,
            source: Text(node.source)
        )
    }
}
