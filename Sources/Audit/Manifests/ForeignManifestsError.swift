// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A plan would write over files that mirror did not write as they are, and that only this folder has.
package struct ForeignManifestsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file that is not as this tool wrote it.
    package struct File: Sendable, Equatable {
        package let path: String
        let found: String
        let planned: String
    }

    package let files: [File]
    /// The option that overwrites them, where there is one.
    let option: String?
    /// Whether what is written is committed.
    let commits: Bool

    /// So many files are shown with their differences, and so many lines of each.
    private static let few = (files: 3, lines: 24)

    package var description: String {
        let names = listed(files.map(\.path), most: 10)
        let differences = files.prefix(Self.few.files).flatMap { file in
            ["--- \(file.path)", "+++ \(file.path), as the plan has it"]
                + LineDifference(from: file.found, to: file.planned).lines(most: Self.few.lines)
        }
        let paths = files.map { shellArgument($0.path) }.joined(separator: " ")
        let it = files.count == 1 ? "it" : "them"
        let commit = commits ? "Keep \(it) in git and begin again: git add \(paths) && git commit. Or move" : "Move"
        let remedy = "\(commit) \(it) away" + (option.map { ", or lose \(it) with \($0)." } ?? ".")
        let subject = "\(names) \(files.count == 1 ? "is" : "are") not as mirror wrote \(it), and would be overwritten"
        return ([subject] + differences + [remedy]).joined(separator: "\n")
    }
}
