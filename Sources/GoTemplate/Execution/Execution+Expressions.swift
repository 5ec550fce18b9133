// SPDX-License-Identifier: Apache-2.0

extension Execution {
    /// Evaluates a pipeline and sets its variables.
    func evaluate(_ pipeline: Node) throws(ExecutionError) -> Held {
        node = pipeline
        guard case .pipeline(let parts) = pipeline.form else { return .missing }
        budget.nesting += 1
        defer { budget.nesting -= 1 }
        if budget.nesting > budget.limits.nesting { try check() }
        var value: Held?
        for command in parts.commands {
            value = try evaluate(command: command, final: value).unwrapped
        }
        let result = value ?? .missing
        for variable in parts.variables {
            if parts.isAssignment {
                try assign(variable, result)
            } else if case .variable(let variable, _) = variable.form {
                variables.append((variable.number, result))
            }
        }
        return result
    }

    /// Evaluates a command; what is piped into it is its last argument.
    private func evaluate(command: Node, final: Held?) throws(ExecutionError) -> Held {
        guard case .command(let arguments) = command.form, let first = arguments.first else { return .missing }
        budget.steps -= 1
        switch first.form {
        case .field(let names):
            node = first
            return try evaluate(names, of: dot, Site(first, arguments), final)
        case .chain(let inner, let names):
            return try evaluate(chain: inner, names, Site(first, arguments), final)
        case .function(let function):
            node = first
            return try evaluate(function, Site(command, arguments), final)
        case .pipeline:
            try requireNoArguments(arguments, final)
            return try evaluate(first)
        case .variable(let variable, let names):
            node = first
            return try evaluate(variable, names, Site(first, arguments), final)
        default:
            node = first
            try requireNoArguments(arguments, final)
            guard case .null = first.form else { return try evaluate(literal: first) }
            throw failure("nil is not a command")
        }
    }

    private func requireNoArguments(_ arguments: [Node], _ final: Held?) throws(ExecutionError) {
        guard arguments.count > 1 || final != nil else { return }
        throw failure("can't give argument to non-function " + Text(arguments[0].source))
    }

    /// Evaluates an operand that is an argument, or whatever else stands alone.
    func evaluate(operand: Node) throws(ExecutionError) -> Held {
        node = operand
        switch operand.form {
        case .field(let names): return try evaluate(names, of: dot, Site(operand), nil)
        case .variable(let variable, let names): return try evaluate(variable, names, Site(operand), nil)
        case .pipeline: return try evaluate(operand)
        case .function(let function): return try evaluate(function, Site(operand), nil)
        case .chain(let inner, let names): return try evaluate(chain: inner, names, Site(operand), nil)
        default: return try evaluate(literal: operand)
        }
    }

    private func evaluate(literal: Node) throws(ExecutionError) -> Held {
        switch literal.form {
        case .dot: return dot
        case .bool(let bool): return Held(.bool(bool), .exact)
        case .string(let text, _): return Held(.string(text), .exact)
        case .number(let number):
            guard let value = number.ideal else { throw failure(number.text + " overflows int") }
            return Held(value, .exact)
        default: return .missing
        }
    }

    // MARK: - Fields and variables

    private func evaluate(_ variable: Variable, _ names: [Name], _ site: Site, _ final: Held?) throws(ExecutionError)
        -> Held
    {
        var index = variables.count - 1
        while index >= base, variables[index].number != variable.number { index -= 1 }
        guard index >= base else { throw failure("undefined variable: " + variable.name) }
        guard names.isEmpty else { return try evaluate(names, of: variables[index].value, site, final) }
        guard site.count == 0 && final == nil else {
            throw failure("can't give argument to non-function " + variable.name)
        }
        return variables[index].value
    }

    private func evaluate(chain inner: Node, _ names: [Name], _ site: Site, _ final: Held?) throws(ExecutionError)
        -> Held
    {
        node = site.node
        if case .null = inner.form {
            throw failure("indirection through explicit nil in " + Text(site.node.source))
        }
        return try evaluate(names, of: evaluate(operand: inner), site, final)
    }

    private func evaluate(_ names: [Name], of receiver: Held, _ site: Site, _ final: Held?) throws(ExecutionError)
        -> Held
    {
        var receiver = receiver
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            receiver = try evaluate(name, of: receiver, isLast ? site : Site(site.node), isLast ? final : nil)
        }
        return receiver
    }

    private func evaluate(_ name: Name, of receiver: Held, _ site: Site, _ final: Held?) throws(ExecutionError) -> Held
    {
        guard !receiver.isMissing else {
            guard set.missingKey == .error else { return .missing }
            throw failure("nil data; no entry for key " + name.text.quoted)
        }
        switch receiver.value {
        case .null: throw failure("nil pointer evaluating interface {}." + name.text)
        case .map(let map):
            if !map.methods.isEmpty, let method = map.methods[name.string] {
                return try evaluate(method, named: name.string, site, final)
            }
            return try entry(name, of: map, site, final)
        case .object(let object):
            if let method = object.method(name.string) { return try evaluate(method, named: name.string, site, final) }
            if let value = object.field(name.string) {
                guard site.count == 0 && final == nil else {
                    throw failure(name.text + " has arguments but cannot be invoked as function")
                }
                return Held(value, .exact)
            }
            switch object.underlying {
            case .value(.map(let map)): return try entry(name, of: map, site, final)
            case .fields(let fields) where fields.contains { $0.name == name.string }:
                // What can be printed, but not read, is what only Go's own code sees.
                throw failure(name.text + Text(" is an unexported field of struct type \(receiver.staticType)"))
            default: break
            }
        default: break
        }
        throw failure("can't evaluate field " + name.text + Text(" in type \(receiver.staticType)"))
    }

    private func entry(_ name: Name, of map: Map, _ site: Site, _ final: Held?) throws(ExecutionError) -> Held {
        guard site.count == 0 && final == nil else { throw failure(name.text + " is not a method but has arguments") }
        if let value = map.entries[name.text] { return Held(value, declaredAs: map.element) }
        switch set.missingKey {
        case .default: return .missing
        case .zero: return Held(map.element.zero, declaredAs: map.element)
        case .error: throw failure("map has no entry for key " + name.text.quoted)
        }
    }
}
