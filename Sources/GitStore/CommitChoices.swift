// SPDX-License-Identifier: Apache-2.0

/// Whether and how records are committed.
package struct CommitChoices: Sendable, Hashable, ExpressibleByBooleanLiteral {
    package let isWanted: Bool
    package let place: CommitPlace
    /// Whether the repository's hooks run, as with `git commit` without `--no-verify`.
    package let runsHooks: Bool

    package init(_ isWanted: Bool = true, to place: CommitPlace = .head, runsHooks: Bool = true) {
        self.isWanted = isWanted
        self.place = place
        self.runsHooks = runsHooks
    }

    package init(booleanLiteral isWanted: Bool) { self.init(isWanted) }
}
