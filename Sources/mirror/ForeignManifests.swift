// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Foundation
import Plans

/// Keeps a plan from writing over files for clusters that somebody else wrote, or changed since.
struct ForeignManifests {
    let trail: AuditTrail

    /// A file that is not as this tool wrote it.
    private struct File {
        let path: String
        let found: String
        let planned: String
    }

    /// So many files are shown with their differences, and so many lines of each.
    private static let few = (files: 3, lines: 24)

    /// Refuses to overwrite what only this folder has; `option` is one that overwrites it, where there is one.
    ///
    /// Returns the files that somebody else wrote and git keeps, sorted.
    @discardableResult
    func check(_ plan: Plan, overwriting option: String?) throws -> [String] {
        let recorded = RecordedManifests(folder: trail.folder)
        var (lost, kept): ([File], [String]) = ([], [])
        for resource in plan.resources {
            let planned = Array(resource.content.utf8)
            guard let found = try trail.folder.read(resource.path), found != planned,
                try !recorded.wrote(resource.path, found)
            else { continue }
            if recorded.isCommitted(resource.path, found) {
                kept.append(resource.path)
            } else {
                let text = String(decoding: found, as: UTF8.self)
                lost.append(File(path: resource.path, found: text, planned: resource.content))
            }
        }
        guard lost.isEmpty else { throw CommandError(Self.refusal(lost, option, commits: trail.commits)) }
        return kept.sorted()
    }

    private static func refusal(_ files: [File], _ option: String?, commits: Bool) -> String {
        let names = listed(files.map(\.path), most: 10)
        let differences = files.prefix(few.files).flatMap { file in
            ["--- \(file.path)", "+++ \(file.path), as the plan has it"]
                + LineDifference(from: file.found, to: file.planned).lines(most: few.lines)
        }
        let paths = files.map { shellArgument($0.path) }.joined(separator: " ")
        let it = files.count == 1 ? "it" : "them"
        let commit = commits ? "Keep \(it) in git and begin again: git add \(paths) && git commit. Or move" : "Move"
        let remedy = "\(commit) \(it) away" + (option.map { ", or lose \(it) with \($0)." } ?? ".")
        let subject = "\(names) \(files.count == 1 ? "is" : "are") not as mirror wrote \(it), and would be overwritten"
        return ([subject] + differences + [remedy]).joined(separator: "\n")
    }
}
