// SPDX-License-Identifier: Apache-2.0

extension Execution {
    func startLoop(_ branch: Branch) throws(ExecutionError) {
        guard case .pipeline(let pipeline) = branch.pipeline.form else { return }
        let known = variables.count
        let value = try evaluate(branch.pipeline)
        let elements = try elements(of: value, pipeline)
        guard let elements, elements.count > 0 else {
            guard let alternative = branch.alternative else {
                variables.removeSubrange(known...)
                return
            }
            open(Frame(body: alternative, dot: dot, variables: known))
            return
        }
        let loop = Loop(elements, pipeline, mark: variables.count)
        open(Frame(body: branch.body, index: branch.body.count, dot: dot, variables: known, kind: .loop(loop)))
    }

    /// What a loop goes through; `nil` for nothing.
    private func elements(of held: Held, _ pipeline: Pipeline) throws(ExecutionError) -> Loop.Elements? {
        var value = held.value
        if case .object(let object) = value, case .value(let inner) = object.underlying { value = inner }
        switch value {
        case .null: return nil
        case .list(let list): return .list(list)
        case .map(let map): return .map(map, keys: map.sortedKeys)
        case .integer(let count, let type):
            guard pipeline.variables.count < 2 else {
                throw failure("can't use " + held.value.printed + " to iterate over more than one variable")
            }
            return .numbers(count, type)
        default: throw failure("range can't iterate over " + held.value.printed)
        }
    }

    /// Starts the next turn of a loop, or ends it.
    func continueLoop(_ last: Int) throws(ExecutionError) {
        guard case .loop(let loop) = frames[last].kind else { return }
        budget.steps -= 1
        if budget.steps < 0 { try check() }
        guard loop.next < loop.elements.count else {
            closeFrame()
            return
        }
        if variables.count > loop.mark { variables.removeSubrange(loop.mark...) }
        let (key, value) = loop.element(loop.next)
        loop.next += 1
        try setVariables(of: loop, key, value)
        frames[last].dot = value
        dot = value
        frames[last].index = 0
    }

    private func setVariables(of loop: Loop, _ key: Held, _ value: Held) throws(ExecutionError) {
        guard !loop.variables.isEmpty else { return }
        let isPair = loop.variables.count > 1
        guard loop.isAssignment else {
            // The last variable of the pipeline is the last one of all.
            variables[loop.mark - 1].value = value
            if isPair { variables[loop.mark - 2].value = key }
            return
        }
        try assign(loop.variables[0], isPair ? key : value)
        if isPair { try assign(loop.variables[1], value) }
    }

    /// Changes the innermost variable of a name.
    func assign(_ variable: Node, _ value: Held) throws(ExecutionError) {
        guard case .variable(let variable, _) = variable.form else { return }
        var index = variables.count - 1
        while index >= base {
            if variables[index].number == variable.number {
                variables[index].value = value
                return
            }
            index -= 1
        }
        throw failure("undefined variable: " + variable.name)
    }
}
