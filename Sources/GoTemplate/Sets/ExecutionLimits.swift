// SPDX-License-Identifier: Apache-2.0

/// How much work one execution may be, nested ones included.
public struct ExecutionLimits: Sendable {
    /// The number of actions, calls and turns of loops.
    public var steps: Int
    /// The bytes of output, and of all texts that functions return.
    public var bytes: Int
    /// How many templates may be open at the same time, each called by the one before it.
    public var templates: Int
    /// How deep expressions and nested executions may stack up on the thread that executes; an eighth of what 8 MiB hold.
    public var nesting: Int

    public init(steps: Int = 20_000_000, bytes: Int = 256 << 20, templates: Int = 100_000, nesting: Int = 500) {
        self.steps = steps
        self.bytes = bytes
        self.templates = templates
        self.nesting = nesting
    }
}
