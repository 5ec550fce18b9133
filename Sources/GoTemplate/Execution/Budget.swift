// SPDX-License-Identifier: Apache-2.0

/// What is left of the limits, for an execution and all that are nested in it.
final class Budget {
    let limits: ExecutionLimits
    var steps = 0
    var bytes = 0
    var nesting = 0
    /// How many executions are open.
    private(set) var executions = 0

    /// How many levels of nesting an execution within another one counts for.
    static let executionNesting = 4

    init(_ limits: ExecutionLimits) { self.limits = limits }

    /// Starts an execution; the outermost one gets everything anew.
    func begin() {
        if executions == 0 { (steps, bytes, nesting) = (limits.steps, limits.bytes, 0) }
        executions += 1
        nesting += Self.executionNesting
    }

    func end() {
        executions -= 1
        nesting -= Self.executionNesting
    }

    /// Takes what the result of a function costs.
    func charge(_ value: Value) {
        switch value {
        case .string(let text): bytes -= text.count
        case .list(let list): steps -= list.elements.count / 8
        default: break
        }
    }

    /// What has run out.
    var complaint: Text? {
        if steps < 0 { return Text("stopped after \(limits.steps) steps") }
        if bytes < 0 { return Text("stopped after \(limits.bytes) bytes of text") }
        if nesting > limits.nesting { return Text("exceeded maximum nesting depth (\(limits.nesting))") }
        return nil
    }
}
