// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The deletions of a plan as people review them.
struct DeletionLines {
    let plan: Plan
    let style: TextStyle

    /// What goes, what goes along with it behind it, and what stays.
    var lines: [String] {
        guard plan.hasChanges else { return Array(kept.dropFirst()) }
        var lines = ["mirror will delete from \(style(.heading, printable(plan.target.registry))) as follows:"]
        let asked = plan.deletions.filter { $0.with == nil }
        let along = Dictionary(grouping: plan.deletions.filter { $0.with != nil }) { $0.with ?? "" }
        let sections = Dictionary(grouping: asked) { deletion in
            deletion.requestedBy.first.map { String($0.prefix { $0 != "[" }) } ?? "along with others"
        }
        for (section, deletions) in sections.sorted(by: { $0.key < $1.key }) {
            lines += ["", style(.heading, printable("\(section) (\(plan.configuration.path))"))]
            for deletion in deletions.sorted(by: { $0.destinations.lexicographicallyPrecedes($1.destinations) }) {
                lines += self.lines(of: deletion, indent: "  ")
                for part in along[deletion.content] ?? [] { lines += self.lines(of: part, indent: "    ") }
            }
        }
        return lines + kept
    }

    private func lines(of deletion: Deletion, indent: String) -> [String] {
        let name = deletion.origins.isEmpty ? deletion.type.rawValue : deletion.origins.joined(separator: ", ")
        let digest = style(.dim, "\(deletion.digest.algorithm.rawValue):\(deletion.digest.short)")
        let what =
            deletion.kind == .tags
            ? "only \(counted(deletion.tags.count, "tag"))"
            : "\(ByteCount.text(deletion.size)), of which \(ByteCount.text(deletion.reclaim)) to reclaim"
        let proof = (deletion.with == nil ? deletion.proof : [deletion.reason]).joined(separator: "; ")
        return [
            "\(indent)\(style(.removed, "-")) \(printable(name))",
            "\(indent)    \(style(.dim, "at")) \(printable(deletion.destinations.joined(separator: ", ")))",
            "\(indent)    \(digest) \(what) \(style(.dim, "(\(printable(proof)))"))",
        ]
    }

    private var kept: [String] {
        guard !plan.kept.isEmpty else { return [] }
        return ["", style(.heading, "Kept, because something needs it")]
            + plan.kept.flatMap { image in
                ["    \(printable(image.destination))"] + image.neededBy.map { "      \(printable($0))" }
            }
    }

    /// The line that scripts look for; its wording is part of the interface.
    var summary: String {
        let kept = plan.kept.isEmpty ? "" : ", \(plan.kept.count) kept"
        guard plan.hasChanges else {
            return printable(
                "Nothing to delete. \(plan.target.registry) has nothing of \(plan.configuration.path) that may go\(kept)."
            )
        }
        let bytes = ByteCount.text(plan.summary.bytesToReclaim ?? 0)
        return "Plan: \(plan.summary.delete) to delete\(kept) (\(bytes) for the registry's garbage collector)."
    }
}
