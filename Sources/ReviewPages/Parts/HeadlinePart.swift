// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Reviews

/// What the plan is, in a few facts and numbers, and what brought its changes about.
struct HeadlinePart {
    let review: PlanReview

    /// The title of the page.
    var title: String {
        switch review.purpose {
        case .mirror: "Plan for \(review.target)"
        case .archive: "Plan of an archive in \(review.target)"
        case .delete: "Plan of deletions at \(review.target)"
        }
    }

    /// The heading, the summary and the facts.
    var markup: Markup {
        """
        <h1>\(title)</h1>
        <p class="lead">\(SummaryText(review: review).text)</p>
        <dl class="facts">
        \(facts.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" })</dl>
        <dl class="numbers">
        \(numbers.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })</dl>
        """
    }

    private var facts: [(name: String, value: Markup)] {
        var facts: [(String, Markup)] = [
            ("Configuration", .code(review.configuration)), ("Target", .code(review.target)),
        ]
        if let source = review.source {
            let volumes = source.volumes.isEmpty ? "" : ": \(listed(source.volumes))"
            facts.append(("Reads from", "\(source.folder)\(volumes)"))
        }
        if let sequence = review.sequence {
            let place = sequence.place.map { ", to \($0)" } ?? ""
            facts.append(
                ("Metadata of oc-mirror v1", "sequence \(sequence.number) of workspace \(sequence.workspace)\(place)")
            )
        }
        if !review.options.isEmpty {
            facts.append(("Planned with", .code(review.options.map(\.argument).joined(separator: " "))))
        }
        if let trust = review.trust {
            facts.append(("Trusted by", "\(trust.policy): \(trust.lines.joined(separator: "; "))"))
        }
        if !review.formerly.isEmpty { facts.append(("Earlier names", "\(review.formerly.joined(separator: ", "))")) }
        if let since = review.changes.since { facts.append(("Compared with plan", .code(since.short))) }
        return facts
    }

    private var numbers: [(name: String, value: Markup)] {
        let totals = review.totals
        let counts = [
            ("to copy", totals.copy), ("to update", totals.update), ("to build", totals.build),
            ("to delete", totals.delete), ("in sync", totals.inSync),
        ]
        let bytes = [
            ("to transfer", totals.bytesToTransfer), ("mounted", totals.bytesToMount),
            ("to reclaim", totals.bytesToReclaim ?? 0),
        ]
        return counts.filter { $0.1 > 0 }.map { ($0.0, "\($0.1)") }
            + bytes.filter { $0.1 > 0 }.map { ($0.0, "\(ByteCount.text($0.1))") }
    }

    /// The part about causes; empty where a plan does not tell.
    var causes: Markup {
        guard !review.changes.causes.isEmpty else { return .empty }
        let table = Table(
            "Images by the cause of their change",
            [.init("Cause"), .init("Images", isNumber: true), .init("To transfer", isNumber: true), .init("Meaning")],
            rows: review.changes.causes.map { total in
                [
                    "\(total.cause.rawValue)", "\(total.images)", "\(ByteCount.text(total.transfer))",
                    "\(total.cause.meaning)",
                ]
            }
        )
        return table.markup
    }
}
