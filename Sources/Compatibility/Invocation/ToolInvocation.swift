// SPDX-License-Identifier: Apache-2.0

/// A command line of oc-mirror, understood: the work, and how to reach what it needs.
package struct ToolInvocation: Sendable, Equatable {
    /// How the tool was called, as in `ToolCommandLine.tool`.
    package let tool: String
    package let choice: VersionChoice
    package let work: ToolWork
    package let reaching: ReachingOptions
    /// What to say before the work begins, such as flags without effect.
    package let notes: [ToolNote]

    init(
        _ work: ToolWork,
        of tool: String,
        by choice: VersionChoice,
        reaching: ReachingOptions,
        notes: [ToolNote]
    ) {
        self.tool = tool
        self.work = work
        self.choice = choice
        self.reaching = reaching
        self.notes = notes
    }

    package var version: ToolVersion { choice.version }
}
