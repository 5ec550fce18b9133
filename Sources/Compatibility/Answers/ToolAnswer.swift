// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Does all work but mirroring: what lists, describes and explains, and deletions.
struct ToolAnswer: Sendable {
    private let invocation: ToolInvocation
    private let context: ToolContext
    private let files: ToolFiles

    /// `files` are those that the invocation reads and writes.
    init(to invocation: ToolInvocation, in context: ToolContext, files: ToolFiles) {
        self.invocation = invocation
        self.context = context
        self.files = files
    }

    /// Does the work; throws what `ToolFailure` tells.
    func outcome() async throws -> ToolOutcome {
        throw ToolRefusal(
            .word,
            "mirror cannot do this as oc-mirror does it",
            "write the command of mirror: mirror --help"
        )
    }
}
