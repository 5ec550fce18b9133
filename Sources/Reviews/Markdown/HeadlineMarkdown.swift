// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// What a plan does, to what, how much of it, and by which options.
struct HeadlineMarkdown {
    let review: PlanReview
    let id: Digest

    private var names: TargetNames { TargetNames(review) }

    func lines(within limit: Int) -> [String] {
        let facts = self.facts
        return ["# \(title) \(MarkdownText.code(review.target))", "", "**\(summary)**", ""]
            + MarkdownTable("", "").lines(facts, within: limit - 1500) { [$0.0, $0.1] }
            + warnings
    }

    /// Where to go from here.
    var ending: [String] {
        let file = "plans/\(id.short)/plan.json"
        let next =
            review.hasChanges
            ? "Approve it by merging, then run `mirror apply \(file)`." : "There is nothing to apply."
        return ["---", "", "\(next) `mirror show \(file)` prints all that is cut or folded here."]
    }

    private var title: String {
        switch review.purpose {
        case .mirror: "Plan for"
        case .archive: "Plan of an archive in"
        case .delete: "Plan to delete from"
        }
    }

    /// The counts that are not zero, and what they cost.
    private var summary: String {
        let totals = review.totals
        guard review.hasChanges else {
            return review.purpose == .delete ? "Nothing is deleted." : "No images change."
        }
        let counts = [
            (totals.copy, "to copy"), (totals.update, "to update"), (totals.build, "to build"),
            (totals.delete, "to delete"),
        ].filter { $0.0 > 0 }
        let images = counts.enumerated().map { index, count in
            index == 0 ? "\(counted(count.0, "image")) \(count.1)" : "\(count.0) \(count.1)"
        }
        return "\(listed(images)): \(listed(costs))."
    }

    private var costs: [String] {
        let totals = review.totals
        let (transfer, mount) = ByteCount.pair(totals.bytesToTransfer, totals.bytesToMount)
        let isCopying = review.purpose != .delete
        let volumes = review.volumes.map { "\(counted($0.volumes.count, "volume")) of \(ByteCount.text($0.size))" }
        let reclaim = totals.delete > 0 ? "\(ByteCount.text(totals.bytesToReclaim ?? 0)) to reclaim" : nil
        return (isCopying ? ["\(transfer) to transfer"] : [])
            + (totals.bytesToMount > 0 ? ["\(mount) mounted"] : []) + [volumes, reclaim].compactMap(\.self)
    }

    private var facts: [(String, String)] {
        let source = review.source.map { source in
            MarkdownText.cell(source.folder)
                + (source.volumes.isEmpty ? "" : ", volumes \(MarkdownText.cell(source.volumes))")
        }
        let sequence = review.sequence.map { sequence in
            "sequence \(sequence.number) of the \(sequence.isFirst ? "new " : "")workspace "
                + MarkdownText.cell(sequence.workspace)
        }
        let options = review.options.map { MarkdownText.cell($0.argument) }
        let facts: [(String, String?)] = [
            ("configuration", MarkdownText.cell(review.configuration)),
            ("names at the target", review.purpose == .archive ? nil : "without \(MarkdownText.cell(names.root))"),
            ("plan", MarkdownText.cell(id.short)),
            ("compared with", review.changes.since.map { "plan \(MarkdownText.cell($0.short)), applied before" }),
            ("read from", source),
            ("metadata of oc-mirror v1", sequence),
            ("options", options.isEmpty ? nil : options.joined(separator: " ")),
            ("trusted by", review.trust.map { MarkdownText.cell($0.policy) }),
            ("in sync", inSync),
            ("kept", review.conclusion.kept > 0 ? counted(review.conclusion.kept, "image") : nil),
            ("volumes of at most", review.volumes.map { ByteCount.text($0.limit) }),
        ]
        return facts.compactMap { name, value in value.map { (name, $0) } }
    }

    private var inSync: String? {
        let images = review.conclusion.imagesInSync
        guard review.purpose != .delete else { return nil }
        return (images == 0 ? "none" : counted(images, "image"))
            + (review.conclusion.foundAllSources ? "" : "; some images were not found at their source")
    }

    /// What a reviewer must not overlook.
    private var warnings: [String] {
        let unverified = review.sections.flatMap(\.images).compactMap(\.release).filter(\.signers.isEmpty)
        let names = unverified.map { MarkdownText.code("\($0.version) \($0.architecture)") }
        return names.isEmpty ? [] : ["", "**Not verified:** nobody checked who made release \(listed(names))."]
    }
}
