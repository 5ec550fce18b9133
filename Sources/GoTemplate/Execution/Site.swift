// SPDX-License-Identifier: Apache-2.0

/// Where a field, a method or a function stands: its node, and the operands of its command.
struct Site {
    let node: Node
    /// The operands, the name itself first; none if the name is not the first word of a command.
    let operands: [Node]

    init(_ node: Node, _ operands: [Node] = []) {
        self.node = node
        self.operands = operands
    }

    /// The number of operands beside the name.
    var count: Int { max(operands.count - 1, 0) }
}
