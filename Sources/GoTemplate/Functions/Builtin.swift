// SPDX-License-Identifier: Apache-2.0

/// The functions that Go's `text/template` has itself.
enum Builtin: String, CaseIterable {
    case and, or, not
    case eq, ne, lt, le, gt, ge
    case call, html, index, js, len, print, printf, println, slice, urlquery

    /// How many arguments it needs.
    var fixed: Int {
        switch self {
        case .print, .println, .html, .js, .urlquery: 0
        case .ne, .lt, .le, .gt, .ge: 2
        default: 1
        }
    }

    /// Whether it takes more.
    var isVariadic: Bool {
        switch self {
        case .not, .len, .ne, .lt, .le, .gt, .ge: false
        default: true
        }
    }
}

extension Execution {
    func evaluate(_ builtin: Builtin, _ site: Site, _ final: Held?) throws(ExecutionError) -> Held {
        let all = site.count + (final == nil ? 0 : 1)
        try checkCount(builtin.rawValue, builtin.fixed, isVariadic: builtin.isVariadic, all, site)
        if builtin == .and || builtin == .or { return try decide(site, final, isOr: builtin == .or) }
        var arguments: [Held] = []
        arguments.reserveCapacity(site.count + 1)
        for index in 0..<site.count {
            let operand = site.operands[index + 1]
            if builtin == .printf, index == 0 {
                arguments.append(Held(try argument(operand, of: .string), .exact))
            } else {
                arguments.append(try evaluate(operand: operand))
            }
        }
        if let final {
            let isFormat = builtin == .printf && arguments.isEmpty
            arguments.append(isFormat ? Held(try converted(final, to: .string), .exact) : final)
        }
        do {
            let result = try apply(builtin, arguments, site)
            budget.charge(result.value)
            if budget.steps < 0 || budget.bytes < 0 { try check() }
            return result
        } catch let error as ExecutionError {
            throw error
        } catch {
            node = site.node
            throw failure(Text("error calling \(builtin.rawValue): ") + Self.message(of: error), underlying: error)
        }
    }

    /// `and` and `or`: the first argument that decides, or else the last one; what follows is not evaluated.
    private func decide(_ site: Site, _ final: Held?, isOr: Bool) throws(ExecutionError) -> Held {
        var result = Held.missing
        for operand in site.operands.dropFirst() {
            result = try evaluate(operand: operand)
            if result.value.isTrue == isOr { return result }
        }
        return final ?? result
    }

    private func apply(_ builtin: Builtin, _ arguments: [Held], _ site: Site) throws -> Held {
        switch builtin {
        case .and, .or: .missing
        case .not: Held(.bool(!arguments[0].value.isTrue), .exact)
        case .eq: try Held(.bool(Comparison.isEqual(arguments)), .exact)
        case .ne: try Held(.bool(!Comparison.isEqual(arguments)), .exact)
        case .lt: try Held(.bool(Comparison.isLess(arguments[0], arguments[1])), .exact)
        case .le: try Held(.bool(Comparison.isLessOrEqual(arguments[0], arguments[1])), .exact)
        case .gt: try Held(.bool(!Comparison.isLessOrEqual(arguments[0], arguments[1])), .exact)
        case .ge: try Held(.bool(!Comparison.isLess(arguments[0], arguments[1])), .exact)
        case .index: try Indexing.element(arguments[0], arguments.dropFirst())
        case .slice: try Indexing.part(arguments[0], Array(arguments.dropFirst()))
        case .len: try Held(.int(Indexing.length(arguments[0])), .exact)
        case .call: try callValue(arguments, site)
        case .print: try printed { $0.printOperands(arguments.map(\.value)) }
        case .println: try printed { $0.printLine(arguments.map(\.value)) }
        case .printf: try printed { $0.printFormat(arguments[0].value.bytes, arguments.dropFirst().map(\.value)) }
        case .html: try Held(.string(Escaping.html(joined(arguments))), .exact)
        case .js: try Held(.string(Escaping.script(joined(arguments))), .exact)
        case .urlquery: try Held(.string(Escaping.query(joined(arguments))), .exact)
        }
    }

    private func printed(_ work: (inout Printer) -> Void) throws(FunctionError) -> Held {
        var printer = Printer(limit: budget.bytes)
        work(&printer)
        return try Held(.string(printer.text()), .exact)
    }

    /// The operands of an escaper as one text.
    private func joined(_ arguments: [Held]) throws(FunctionError) -> Text {
        if arguments.count == 1, case .string(let text) = arguments[0].value { return text }
        var printer = Printer(limit: budget.bytes)
        printer.printOperands(arguments.map { $0.isNull ? .string(Text(Self.noValue)) : $0.value })
        return try printer.text()
    }

    /// The function `call`: calls a function that is a value.
    private func callValue(_ arguments: [Held], _ site: Site) throws -> Held {
        guard !arguments[0].isNull else { throw FunctionError("call of nil") }
        let name =
            if site.operands.count > 1 {
                Text(site.operands[1].source)
            } else if case .string(let text) = arguments[0].value {
                text
            } else {
                Text("<\(arguments[0].value.type) Value>")
            }
        guard case .function(let function) = arguments[0].value else {
            throw FunctionError("non-function " + name + Text(" of type \(arguments[0].value.type)"))
        }
        let (fixed, given) = (function.parameters.count, arguments.count - 1)
        guard given == fixed || given > fixed && function.rest != nil else {
            let wanted = function.rest == nil ? "want \(fixed)" : "want at least \(fixed)"
            throw FunctionError("wrong number of args for " + name + Text(": got \(given) \(wanted)"))
        }
        let values = try arguments.dropFirst().enumerated().map { index, held in
            let type = index < fixed ? function.parameters[index] : function.rest ?? .any
            return try converted(held, to: type)
        }
        return try Held(function.body(values), declaredAs: function.result)
    }
}

extension Printer {
    /// What has been printed, unless something had to be left out.
    func text() throws(FunctionError) -> Text {
        guard !isCut else { throw FunctionError("the value is too large, or nested too deeply, to be printed") }
        return Text(output)
    }
}

extension Value {
    /// The bytes of a text; none for other values.
    var bytes: [UInt8] { if case .string(let text) = self { text.bytes } else { [] } }
}
