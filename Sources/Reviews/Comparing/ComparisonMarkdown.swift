// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// The differences of pairs of plans as Markdown, for the comment of a pull request.
package struct ComparisonMarkdown {
    private let comparisons: [PlanComparison]

    package init(_ comparisons: [PlanComparison]) { self.comparisons = comparisons }

    /// The whole text, of at most ``PlanMarkdown/sizeLimit`` bytes.
    package var text: String {
        let different = comparisons.filter(\.isDifferent)
        guard !different.isEmpty else { return "# Nothing changes\n\nBoth sides plan the same.\n" }
        let share = (PlanMarkdown.sizeLimit - 200) / min(different.count, 12)
        let shown = MarkdownList.fitting(different, within: PlanMarkdown.sizeLimit, most: 12) { comparison in
            lines(of: comparison, within: share - 100) + [""]
        }
        let page = ["# What changes", ""] + shown + MarkdownList.rest(different.count - shown.count)
        return page.joined(separator: "\n") + "\n"
    }

    private func lines(of comparison: PlanComparison, within limit: Int) -> [String] {
        let share = limit / 8
        let parts = [
            head(of: comparison), operators(of: comparison, within: 2 * share),
            releases(of: comparison, within: share),
            list("Options", comparison.options, within: share / 2),
            list("What is deleted", comparison.deletions, within: share),
            list("Files for clusters", comparison.manifests, within: share / 2),
        ].filter { !$0.isEmpty }.joined(separator: [""]).map(\.self)
        return parts + images(of: comparison, within: limit - parts.size)
    }

    private func head(of comparison: PlanComparison) -> [String] {
        let plan = comparison.after ?? comparison.before
        let name = plan.map { "\(MarkdownText.code($0.configuration)) at \(MarkdownText.code($0.target))" } ?? ""
        let (size, transfer) = ByteCount.pair(comparison.size, comparison.transfer)
        let earlier = comparison.before.map { "plan \(MarkdownText.code($0.id.short))" } ?? "no plan"
        let later = comparison.after.map { "plan \(MarkdownText.code($0.id.short))" } ?? "no plan"
        return [
            "## \(name)", "",
            "**\(counted(comparison.count(.added), "image")) added, \(comparison.count(.changed)) changed, "
                + "\(comparison.count(.dropped)) dropped, \(comparison.staying) the same:** "
                + "\(size) come, \(transfer) to transfer (\(earlier) → \(later)).",
        ]
    }

    private func operators(of comparison: PlanComparison, within limit: Int) -> [String] {
        let rows = comparison.operators.flatMap { found in
            OperatorRows(
                found.package,
                found.kind,
                defaults: (found.defaultBefore, found.defaultAfter),
                channels: found.channels
            ).cells
        }
        return MarkdownTable("operator", "channel", "change", "bundles")
            .lines(rows, within: limit, most: 60, row: \.self)
    }

    private func releases(of comparison: PlanComparison, within limit: Int) -> [String] {
        MarkdownTable("processor", "releases added", "releases dropped", "stay:")
            .lines(comparison.releases, within: limit) { found in
                [
                    MarkdownText.cell(found.architecture), MarkdownText.cell(found.added, most: 12),
                    MarkdownText.cell(found.dropped, most: 12), "\(found.staying)",
                ]
            }
    }

    private func list(_ heading: String, _ difference: PlanComparison.Difference, within limit: Int) -> [String] {
        let items = difference.all
        guard !items.isEmpty else { return [] }
        return ["### \(heading)", ""]
            + MarkdownList.lines(items, within: limit, most: 40) { change, name in
                ["* \(change.rawValue) \(MarkdownText.code(name))"]
            }
    }

    private func images(of comparison: PlanComparison, within limit: Int) -> [String] {
        let table = MarkdownTable("", "image", "at the target", "size:", "content")
            .lines(comparison.images, within: limit - 200) { image in
                let digests = [image.before, image.after].compactMap { $0.map { MarkdownText.cell($0.short) } }
                return [
                    image.change.rawValue, MarkdownText.cell(image.name), MarkdownText.cell(image.destination),
                    image.size.map { ByteCount.text($0) } ?? "–", digests.joined(separator: " → "),
                ]
            }
        return table.isEmpty
            ? []
            : [""]
                + MarkdownList.folded(
                    counted(comparison.images.count, "image that differs", "images that differ"),
                    table
                )
    }
}
