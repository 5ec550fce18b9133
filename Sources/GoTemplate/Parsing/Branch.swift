// SPDX-License-Identifier: Apache-2.0

/// `if`, `with` or `range`.
final class Branch {
    let pipeline: Node
    let body: [Node]
    /// What follows `else`; `nil` if there is none.
    let alternative: [Node]?

    init(pipeline: Node, body: [Node], alternative: [Node]?) {
        self.pipeline = pipeline
        self.body = body
        self.alternative = alternative
    }
}
