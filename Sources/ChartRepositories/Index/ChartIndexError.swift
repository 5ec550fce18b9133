// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a document is not the index of a chart repository.
package struct ChartIndexError: ExplainedError, Sendable, Equatable {
    /// The problem, with the line of the document if it has one.
    package let problem: String
    package let line: Int?

    package init(_ problem: String, line: Int? = nil) {
        self.problem = problem
        self.line = line
    }

    package var explanation: Explanation {
        Explanation(
            "its index.yaml is not the index of a chart repository: \(problem)"
                + (line.map { " (line \($0))" } ?? ""),
            remedy: "Check the URL: it is the one that `helm repo add` takes."
        )
    }
}
