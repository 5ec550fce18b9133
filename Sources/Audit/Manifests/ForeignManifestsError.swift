// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// An error that a plan would overwrite foreign or changed files that exist only in this folder.
package struct ForeignManifestsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file that differs from what this tool wrote.
    package struct File: Sendable, Equatable {
        package let path: String
        let found: String
        let planned: String
    }

    package let files: [File]
    /// The option that overwrites the files, if there is one.
    let option: String?
    /// Whether written files are committed.
    let commits: Bool

    /// The maximum number of files that are shown with differences, and of lines of each.
    private static let few = (files: 3, lines: 24)

    package var description: String {
        let names = listed(files.map(\.path), most: 10)
        let differences = files.prefix(Self.few.files).flatMap { file in
            ["--- \(file.path)", "+++ \(file.path), as the plan has it"]
                + LineDifference(from: file.found, to: file.planned).lines(most: Self.few.lines)
        }
        let paths = files.map { shellArgument($0.path) }.joined(separator: " ")
        let it = files.count == 1 ? "it" : "them"
        let commit = commits ? "Keep \(it) in git and try again: git add \(paths) && git commit. Or move" : "Move"
        let remedy = "\(commit) \(it) away" + (option.map { ", or overwrite \(it) with \($0)." } ?? ".")
        let subject = "\(names) \(files.count == 1 ? "is" : "are") not as mirror wrote \(it), and would be overwritten"
        return ([subject] + differences + [remedy]).joined(separator: "\n")
    }
}
