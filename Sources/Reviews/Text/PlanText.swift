// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// A review as a text for people.
package struct PlanText {
    private let review: PlanReview
    private let style: TextStyle
    /// The hint where to find omitted lines.
    private let remark: String

    /// Renders a review; `remark` says how to see omitted lines.
    package init(_ review: PlanReview, style: TextStyle, remark: String) {
        self.review = review
        self.style = style
        self.remark = remark
    }

    /// The whole text; its last line is the summary.
    package var text: String {
        var lines: [String] = []
        if review.purpose == .delete {
            lines += review.hasChanges ? going : Array((deletions?.kept ?? []).dropFirst())
        } else if review.hasChanges {
            lines += images
        }
        if !review.hasChanges { lines += ArchiveText(style: style).lines(of: review.sequence) + options + trust }
        lines += manifests
        let paths = UpgradePathText(paths: review.upgradePaths, style: style).lines
        if !paths.isEmpty { lines += (lines.isEmpty ? [] : [""]) + paths }
        let changes = ChangesText(review: review.changes, style: style, remark: remark).lines
        if !changes.isEmpty { lines += (lines.isEmpty ? [] : [""]) + changes }
        if !lines.isEmpty { lines.append("") }
        if !review.findings.isEmpty {
            lines += FindingsText(review.findings, style: style, remark: remark).lines + [""]
        }
        lines.append(SummaryText(review: review).text)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The images that are copied, updated and built, the deletions, and the volumes.
    private var images: [String] {
        let text = ImageText(style: style)
        let archive = ArchiveText(style: style)
        let verb = review.purpose == .archive ? "write an archive to" : "change"
        var lines = ["mirror will \(verb) \(style(.heading, printable(review.target))) as follows:"]
        lines += archive.lines(of: review.source) + archive.lines(of: review.sequence) + options + trust
        lines.append(legend)
        for section in review.sections {
            lines += ["", heading(section.name), "  \(text.text(of: section.coverage))"]
            for image in section.images { lines += text.lines(of: image) }
        }
        lines += review.partsInPlace.flatMap(text.standalone(_:))
        lines += deletions?.lines ?? []
        return lines + archive.lines(of: review.volumes)
    }

    private func heading(_ section: String) -> String {
        style(.heading, printable("\(section) (\(review.configuration))"))
    }

    private var deletions: DeletionText? {
        review.deletions.map { DeletionText(review: $0, configuration: review.configuration, style: style) }
    }

    /// The deletions at a target, if nothing is copied.
    private var going: [String] {
        ["mirror will delete from \(style(.heading, printable(review.target))) as follows:"] + (deletions?.lines ?? [])
    }

    /// The options of the plan: no other line shows what they leave out.
    private var options: [String] {
        guard !review.options.isEmpty else { return [] }
        let given = review.options.map(\.argument).joined(separator: " ")
        let former = review.formerly.joined(separator: ", ")
        return ["  \(style(.dim, "planned with")) \(printable(given))"]
            + (former.isEmpty ? [] : [printable("  images of \(former) count as those of \(review.configuration)")])
    }

    /// The policy, and how many images each of its scopes accepted.
    private var trust: [String] {
        guard let trust = review.trust else { return [] }
        let policy = "  \(style(.dim, "trusted by")) \(printable(trust.policy))"
        return [policy] + trust.lines.map { "    \(printable($0))" }
    }

    private var legend: String {
        let build = review.totals.build == 0 ? "" : "   \(style(.added, "*")) build"
        return "  \(style(.added, "+")) copy   \(style(.changed, "~")) update\(build)   \(style(.removed, "-")) delete"
    }

    private var manifests: [String] {
        guard let manifests = review.manifests else { return [] }
        let heading = "Manifests for the cluster\(manifests.listsChangesOnly ? " that change" : "")"
        return (review.hasChanges ? [""] : []) + [style(.heading, heading)]
            + ManifestText(review: manifests, style: style, remark: remark).lines
    }
}
