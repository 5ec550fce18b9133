// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Reviews

/// The releases that change, and the updates between those of the mirror.
struct ReleasesPart {
    let review: PlanReview

    func markup(_ budget: inout FigureBudget) -> Markup {
        guard !review.changes.releases.isEmpty || !review.upgradePaths.isEmpty else { return .empty }
        var paths: [Markup] = []
        for (index, path) in review.upgradePaths.enumerated() {
            let change =
                path.product == "ocp" ? review.changes.releases.first { $0.architecture == path.architecture } : nil
            paths.append(section(path, change, id: "releases-\(index)", &budget))
        }
        return "\(changes)\(paths)"
    }

    private var changes: Markup {
        guard !review.changes.releases.isEmpty else { return .empty }
        return Table(
            "Releases that change",
            [
                .init("Processor"), .init("Added"), .init("Dropped"), .init("Staying", isNumber: true), .init("Cause"),
            ],
            rows: review.changes.releases.map { change in
                [
                    "\(change.architecture)", versions(change.added, "+", "added"),
                    versions(change.dropped, "−", "removed"), "\(change.staying)", "\(change.cause.rawValue)",
                ]
            }
        ).markup
    }

    private func versions(_ versions: [String], _ sign: String, _ role: String) -> Markup {
        versions.isEmpty
            ? "none" : versions.map { "<span class=\"\(role)\">\(sign) \($0)</span>" as Markup }.joined("<br>")
    }

    private func section(
        _ path: UpgradePath,
        _ change: ReleaseChange?,
        id: String,
        _ budget: inout FigureBudget
    ) -> Markup {
        let title: Markup = "<h3>Updates of \(path.subject): \(path.from) to \(path.to)</h3>"
        guard !path.hops.isEmpty else {
            return title + "<p class=\"removed\"><strong>No path is known</strong> from \(path.from) to \(path.to).</p>"
        }
        let verdict: Markup =
            path.isComplete
            ? "<p>The mirror has every release on the path.</p>"
            : """
            <p class="changed"><strong>The path has gaps:</strong> releases marked as missing are not in the mirror. \
            \(Markup.code("\(OptionName.completePaths)")) adds them.</p>
            """
        let figure = budget.markup(ReleaseFigure(path, change: change, id: id).figure)
        return title + verdict + figure + table(of: path).markup
    }

    private func table(of path: UpgradePath) -> Table {
        Table(
            "Updates on the path, and what is known to go wrong for some clusters",
            [.init("Update to"), .init("From"), .init("Channel"), .init("In the mirror"), .init("Risks")],
            rows: path.hops.enumerated().map { index, hop in
                [
                    "\(hop.version)", "\(index == 0 ? path.from : path.hops[index - 1].version)", "\(hop.channel)",
                    hop.isSelected ? "yes" : "<strong class=\"changed\">no</strong>",
                    hop.risks.isEmpty ? "none known" : hop.risks.map(risk).joined("<br>"),
                ]
            }
        )
    }

    private func risk(_ risk: UpgradeRisk) -> Markup {
        "<strong>\(risk.name)</strong>: \(risk.message) \(Markup.link(to: risk.url, risk.url))"
    }
}
