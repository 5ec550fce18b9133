// SPDX-License-Identifier: Apache-2.0

extension Node {
    /// The source of the part, with single blanks, as messages quote it.
    var source: [UInt8] {
        var writer = SourceWriter()
        writer.write(self)
        return writer.bytes
    }
}

/// Writes parts of templates as Go's `String()` does.
private struct SourceWriter {
    var bytes: [UInt8] = []

    private mutating func write(_ string: String) { bytes += string.utf8 }

    mutating func write(_ node: Node) {
        switch node.form {
        case .text(let text): bytes += text
        case .action(let pipeline, _): action { $0.write(pipeline) }
        case .conditional(let branch): write(branch, "if")
        case .with(let branch): write(branch, "with")
        case .range(let branch): write(branch, "range")
        case .call(let call):
            action {
                $0.write("template ")
                $0.bytes += call.name.text.quoted.bytes
                if let pipeline = call.pipeline {
                    $0.write(" ")
                    $0.write(pipeline)
                }
            }
        case .breakLoop: write("{{break}}")
        case .continueLoop: write("{{continue}}")
        case .pipeline(let pipeline): write(pipeline)
        case .command(let arguments): list(arguments, " ") { $0.writeArgument($1) }
        default: writeOperand(node)
        }
    }

    private mutating func writeOperand(_ node: Node) {
        switch node.form {
        case .dot: write(".")
        case .null: write("nil")
        case .bool(let bool): write(bool ? "true" : "false")
        case .number(let number): bytes += number.text.bytes
        case .string(_, let source): bytes += source
        case .field(let names): write(names)
        case .variable(let variable, let names):
            bytes += variable.name.bytes
            write(names)
        case .chain(let node, let names):
            writeArgument(node)
            write(names)
        case .function(let function): write(function.name)
        default: break
        }
    }

    private mutating func writeArgument(_ node: Node) {
        guard case .pipeline = node.form else { return write(node) }
        write("(")
        write(node)
        write(")")
    }

    private mutating func write(_ pipeline: Pipeline) {
        if !pipeline.variables.isEmpty {
            list(pipeline.variables, ", ") { $0.write($1) }
            write(pipeline.isAssignment ? " = " : " := ")
        }
        list(pipeline.commands, " | ") { $0.write($1) }
    }

    private mutating func write(_ branch: Branch, _ keyword: String) {
        action {
            $0.write(keyword + " ")
            $0.write(branch.pipeline)
        }
        for node in branch.body { write(node) }
        if let alternative = branch.alternative {
            write("{{else}}")
            for node in alternative { write(node) }
        }
        write("{{end}}")
    }

    private mutating func write(_ names: [Name]) {
        for name in names {
            write(".")
            bytes += name.text.bytes
        }
    }

    private mutating func action(_ content: (inout Self) -> Void) {
        write("{{")
        content(&self)
        write("}}")
    }

    private mutating func list(_ nodes: [Node], _ separator: String, _ each: (inout Self, Node) -> Void) {
        for (index, node) in nodes.enumerated() {
            if index > 0 { write(separator) }
            each(&self, node)
        }
    }
}
