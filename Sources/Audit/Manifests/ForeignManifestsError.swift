// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a plan would overwrite foreign or changed files.
package struct ForeignManifestsError: ExplainedError, Sendable, Equatable {
    /// A file that differs from what this tool wrote.
    package struct File: Sendable, Equatable {
        package let path: String
        let found: String
        let planned: String
        /// Whether git has the present content.
        package let isInGit: Bool
    }

    package let files: [File]
    /// Whether written files are committed.
    let commits: Bool

    /// The maximum number of files that are shown with differences, and of lines of each.
    private static let few = (files: 3, lines: 24)

    package var explanation: Explanation {
        let names = listed(files.map(\.path), most: 10)
        let differences = files.prefix(Self.few.files).flatMap { file in
            ["--- \(file.path)", "+++ \(file.path), as the plan has it"]
                + LineDifference(from: file.found, to: file.planned).lines(most: Self.few.lines)
        }
        let lost = files.filter { !$0.isInGit }
        let paths = lost.map { shellArgument($0.path) }.joined(separator: " ")
        let it = files.count == 1 ? "it" : "them"
        let keep = commits && !lost.isEmpty ? "\nTo keep \(it) in git before that: git add \(paths) && git commit" : ""
        return Explanation(
            "\(names) \(files.count == 1 ? "is" : "are") not as mirror wrote \(it), and would be overwritten",
            cause: differences.joined(separator: "\n"),
            remedy: "Move \(it) away, or let mirror replace \(it): \(OptionName.adopt)\(keep)"
        )
    }
}
