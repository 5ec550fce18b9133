// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// What is deleted, what was checked for it, and what is kept.
struct DeletionsMarkdown {
    let review: DeletionReview
    let names: TargetNames

    /// The most deletions of a section that are listed.
    private static let most = 60
    /// The most different checks that are shown for one deletion.
    private static let proofLimit = 3

    /// A row: an image, an operator, or further parts.
    private struct Row {
        let what: String
        let names: [String]
        let size: Int64
        let reclaim: Int64
        let proof: [String]
    }

    func lines(within limit: Int) -> [String] {
        let kept = self.kept(within: limit / 4)
        let share = (limit - kept.size - 1200) / max(1, review.sections.count)
        let sections = review.sections.flatMap { lines(of: $0, within: share) }
        return ["## What is deleted", ""] + checked + sections + cached + kept
    }

    private var checked: [String] {
        guard !review.checked.isEmpty else { return [] }
        let all = review.checked.prefix(6).map { MarkdownText.prose($0) }
        return ["Checked for every deletion: \(all.joined(separator: "; ")).", ""]
    }

    private func lines(of section: DeletionSection, within limit: Int) -> [String] {
        let deleted =
            section.deletions.flatMap { rows(of: $0) } + section.operators.flatMap { rows(ofOperator: $0) }
            + (section.parts.map { [row(of: $0, "further parts")] } ?? [])
        return ["### \(MarkdownText.code(section.name))", ""]
            + MarkdownTable("what", "names that go", "size:", "to reclaim:", "checked")
            .lines(deleted, within: limit - 200, most: Self.most) { row in
                [
                    row.what, names.cell(row.names, most: 4), ByteCount.text(row.size),
                    ByteCount.text(row.reclaim), Self.cell(of: row.proof),
                ]
            } + [""]
    }

    private func rows(of deletion: ReviewedDeletion, isAlong: Bool = false) -> [Row] {
        let origins =
            deletion.origins.isEmpty ? deletion.type.traits.noun : MarkdownText.cell(deletion.origins, most: 2)
        let name = deletion.name.map { "**\(MarkdownText.cellProse($0))**: \(origins)" } ?? origins
        let tags = deletion.kind == .tags ? ", only \(counted(deletion.tags, "tag"))" : ""
        let row = Row(
            what: "\(isAlong ? "with it: " : "")\(name)\(tags)",
            names: deletion.destinations,
            size: deletion.size,
            reclaim: deletion.reclaim,
            proof: deletion.proof
        )
        return [row] + (deletion.parts.map { [self.row(of: $0, "its parts")] } ?? [])
            + deletion.along.flatMap { rows(of: $0, isAlong: true) }
    }

    private func rows(ofOperator deleted: DeletedOperator) -> [Row] {
        let bundles = deleted.bundles.isEmpty ? "" : ": \(MarkdownText.cell(deleted.bundles, most: 12))"
        return [row(of: deleted.parts, "operator \(MarkdownText.cell(deleted.name))\(bundles)")]
            + deleted.along.flatMap { rows(of: $0, isAlong: true) }
    }

    private func row(of parts: DeletedParts, _ what: String) -> Row {
        let tags = parts.tags > 0 ? ["\(counted(parts.tags, "tag")) of images that stay"] : []
        return Row(
            what: "\(what) (\(listed(parts.counts + tags, most: 8)))",
            names: [],
            size: parts.size,
            reclaim: parts.reclaim,
            proof: parts.proof
        )
    }

    private static func cell(of proof: [String]) -> String {
        guard !proof.isEmpty else { return "–" }
        let rest = proof.count - proofLimit
        let shown = proof.prefix(proofLimit).map { MarkdownText.cellProse($0) }
        return (shown + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: "; ")
    }

    private var cached: [String] {
        review.cached.map { ["\(counted($0.count, "file")) of the cache, \(ByteCount.text($0.bytes)).", ""] } ?? []
    }

    private func kept(within limit: Int) -> [String] {
        guard !review.kept.isEmpty else { return [] }
        return ["### Kept, because they are needed", ""]
            + MarkdownList.lines(review.kept, within: limit, most: 10) { image in
                let needed = image.neededBy.prefix(3).map { MarkdownText.prose($0) }.joined(separator: "; ")
                return ["* image \(MarkdownText.code("\(image.destination)")), needed by \(needed)"]
            }
    }
}
