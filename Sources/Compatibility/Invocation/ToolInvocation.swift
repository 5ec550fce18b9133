// SPDX-License-Identifier: Apache-2.0

/// A command line of oc-mirror, understood: the work, and how to reach what it needs.
package struct ToolInvocation: Sendable, Equatable {
    package let choice: VersionChoice
    package let work: ToolWork
    package let reaching: ReachingOptions
    /// What to say before the work begins, such as flags without effect.
    package let notes: [ToolNote]

    init(_ work: ToolWork, by choice: VersionChoice, reaching: ReachingOptions, notes: [ToolNote]) {
        self.work = work
        self.choice = choice
        self.reaching = reaching
        self.notes = notes
    }

    package var version: ToolVersion { choice.version }
}
