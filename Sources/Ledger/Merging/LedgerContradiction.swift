// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// What two histories of a target say differently, so that nobody but the target knows which is true.
package struct LedgerContradiction: Sendable, Equatable, CustomStringConvertible {
    /// What it is about, such as an image's name.
    package let subject: String
    package let ours: String
    package let theirs: String

    package init(_ subject: String, ours: String, theirs: String) {
        self.subject = subject
        self.ours = ours
        self.theirs = theirs
    }

    package var description: String { "\(subject): ours has \(ours), theirs \(theirs)" }
}

/// An error that two histories of a target contradict each other.
package struct LedgerMergeError: ExplainedError, Sendable, Equatable {
    /// The path of the file in the repository.
    package let path: String
    package let contradictions: [LedgerContradiction]
    /// The configurations that only theirs applied, or applied differently, sorted.
    package let configurations: [String]

    package init(path: String, _ contradictions: [LedgerContradiction], configurations: [String]) {
        self.path = path
        self.contradictions = contradictions
        self.configurations = configurations
    }

    package var explanation: Explanation {
        let few = contradictions.prefix(10).map(\.description)
        let rest = contradictions.count - few.count
        let file = shellArgument(path)
        let again =
            configurations.isEmpty
            ? "the configurations that were applied there" : listed(configurations.map(shellArgument))
        return Explanation(
            "\(path): two histories of the target contradict each other, so mirror does not choose",
            cause: (few + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n"),
            remedy: """
                Keep ours: git checkout --ours -- \(file) && git add \(file), and commit the merge. \
                Then plan and apply again \(again): a plan looks at the target and corrects the ledger.
                """
        )
    }
}
