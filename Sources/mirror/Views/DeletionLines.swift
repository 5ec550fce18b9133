// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The deletions of a plan as people review them.
struct DeletionLines {
    private let plan: Plan
    private let style: TextStyle
    /// What was found of every image that goes, in the order of the first one's proof.
    private let common: [String]

    init(plan: Plan, style: TextStyle) {
        self.plan = plan
        self.style = style
        let whole = plan.deletions.filter { $0.kind == .manifest }
        let shared = whole.reduce(into: Set(whole.first?.proof ?? [])) { $0.formIntersection($1.proof) }
        common = whole.count > 1 ? (whole.first?.proof ?? []).filter(shared.contains) : []
    }

    /// So many parts of releases and operators, and so many images that stay, are named one by one.
    private static let few = 10

    /// What goes, what goes along with it behind it, and what stays.
    var lines: [String] {
        guard plan.hasChanges else { return Array(kept.dropFirst()) }
        return ["mirror will delete from \(style(.heading, printable(plan.target.registry))) as follows:"] + sections
    }

    /// The same without the line above it, for a plan that does more than deleting.
    var sections: [String] {
        let asked = plan.deletions.filter { $0.with == nil }
        let along = Dictionary(grouping: plan.deletions.filter { $0.with != nil }) { $0.with ?? "" }
        let sections = Dictionary(grouping: asked) { deletion in
            deletion.requestedBy.first.map { String($0.prefix { $0 != "[" }) } ?? "along with others"
        }
        var lines =
            common.isEmpty
            ? []
            : ["  \(style(.dim, "Checked for every deletion below:")) \(printable(common.joined(separator: "; ")))"]
        for (section, deletions) in sections.sorted(by: { $0.key < $1.key }) {
            lines += ["", style(.heading, printable("\(section) (\(plan.configuration.path))"))]
            let parts = deletions.filter(\.type.isMerePart)
            let isFolded = parts.count > Self.few
            let listed = isFolded ? deletions.filter { !$0.type.isMerePart } : deletions
            for deletion in listed.sorted(by: Self.precedes) {
                lines += self.lines(of: deletion, indent: "  ")
                for part in along[deletion.content] ?? [] { lines += self.lines(of: part, indent: "    ") }
            }
            if isFolded { lines += folded(parts, with: parts.flatMap { along[$0.content] ?? [] }) }
        }
        if !plan.cached.isEmpty {
            let bytes = ByteCount.text(plan.cached.reduce(0) { $0 + $1.size })
            lines += ["", "  \(style(.removed, "-")) \(counted(plan.cached.count, "file")) of the cache, \(bytes)"]
        }
        return lines + kept
    }

    private static func precedes(_ left: Deletion, _ right: Deletion) -> Bool {
        naturallyPrecedes(left.destinations.joined(separator: " "), right.destinations.joined(separator: " "))
    }

    /// Parts that are counted: the plan's file names each.
    private func folded(_ parts: [Deletion], with attached: [Deletion]) -> [String] {
        let whole = parts.filter { $0.kind == .manifest }
        let tags = parts.filter { $0.kind == .tags }.reduce(0) { $0 + $1.tags.count }
        let all = whole + attached
        let size = ByteCount.text(all.reduce(0) { $0 + $1.size })
        let reclaim = ByteCount.text(all.reduce(0) { $0 + $1.reclaim })
        let more = attached.isEmpty ? "" : " and \(counted(attached.count, "signature or attachment"))"
        var lines: [String] = []
        if !whole.isEmpty {
            let name = parts.contains { $0.type == .releaseComponent } ? "component" : "related image"
            lines.append("\(counted(whole.count, name))\(more), \(size), of which \(reclaim) to reclaim")
        }
        if tags > 0 { lines.append("\(counted(tags, "tag")) of parts that something else needs") }
        return lines.map { "  \(style(.removed, "-")) \($0)" }
    }

    private func lines(of deletion: Deletion, indent: String) -> [String] {
        let name = deletion.origins.isEmpty ? deletion.type.rawValue : deletion.origins.joined(separator: ", ")
        let digest = style(.dim, "\(deletion.digest.algorithm.rawValue):\(deletion.digest.short)")
        let what =
            deletion.kind == .tags
            ? "only \(counted(deletion.tags.count, "tag"))"
            : "\(ByteCount.text(deletion.size)), of which \(ByteCount.text(deletion.reclaim)) to reclaim"
        let proof = (deletion.with == nil ? deletion.proof.filter { !common.contains($0) } : [deletion.reason])
            .joined(separator: "; ")
        return [
            "\(indent)\(style(.removed, "-")) \(printable(name))",
            "\(indent)    \(style(.dim, "at")) \(printable(deletion.destinations.joined(separator: ", ")))",
            "\(indent)    \(digest) \(what)" + (proof.isEmpty ? "" : " \(style(.dim, "(\(printable(proof)))"))"),
        ]
    }

    private var kept: [String] {
        guard !plan.kept.isEmpty else { return [] }
        // What people asked for by name comes before its parts.
        let all = plan.kept.sorted { naturallyPrecedes($0.destination, $1.destination) }
        let sorted = all.filter { !$0.type.isMerePart } + all.filter(\.type.isMerePart)
        let shown = sorted.count > Self.few + 1 ? Array(sorted.prefix(Self.few)) : sorted
        let rest = sorted.count - shown.count
        return ["", style(.heading, "Kept, because something needs it")]
            + shown.flatMap { image in
                ["    \(printable(image.destination))"] + image.neededBy.map { "      \(printable($0))" }
            } + (rest > 0 ? ["    and \(rest) more, which the plan's file names"] : [])
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
