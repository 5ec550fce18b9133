// SPDX-License-Identifier: Apache-2.0

/// Commands whose results are handed on, and the variables that get the last one.
final class Pipeline {
    let variables: [Node]
    /// Whether the variables exist already: `=` and not `:=`.
    let isAssignment: Bool
    let commands: [Node]

    init(variables: [Node], isAssignment: Bool, commands: [Node]) {
        self.variables = variables
        self.isAssignment = isAssignment
        self.commands = commands
    }
}
