// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A revision that names no commit of the repository.
package struct UnknownRevision: ExplainedError, Sendable, Equatable {
    package let name: String
    package let root: String

    package var explanation: Explanation {
        Explanation(
            "\(name.isEmpty ? "an empty text" : name) names no commit of \(root)",
            remedy:
                "List what there is with `git branch --all`; in a pipeline, fetch it first: `git fetch origin main`."
        )
    }
}

/// Several plans of which none is known to be the newest.
package struct AmbiguousPlans: ExplainedError, Sendable, Equatable {
    package let revision: String
    /// The commit that added them.
    package let commit: String
    package let paths: [String]

    package var explanation: Explanation {
        Explanation(
            "\(revision): commit \(commit.prefix(12)) added \(paths.count) plans for the same configuration and target, "
                + "so none is the newest: \(listed(paths))",
            remedy: """
                If the clone is shallow, fetch its history: `git fetch --unshallow`. Else name two plans: \
                `mirror diff PLAN PLAN`.
                """
        )
    }
}
