// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a plan would overwrite foreign or changed files that exist only in this folder.
package struct ForeignManifestsError: ExplainedError, Sendable, Equatable {
    /// A file that differs from what this tool wrote.
    package struct File: Sendable, Equatable {
        package let path: String
        let found: String
        let planned: String
    }

    package let files: [File]
    /// The option that overwrites the files; `nil` where the command has no such option.
    let option: String?
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
        let paths = files.map { shellArgument($0.path) }.joined(separator: " ")
        let it = files.count == 1 ? "it" : "them"
        let commit = commits ? "Keep \(it) in git and try again: git add \(paths) && git commit. Or move" : "Move"
        return Explanation(
            "\(names) \(files.count == 1 ? "is" : "are") not as mirror wrote \(it), and would be overwritten",
            cause: differences.joined(separator: "\n"),
            remedy: "\(commit) \(it) away" + (option.map { ", or overwrite \(it) with \($0)." } ?? ".")
        )
    }
}
