// SPDX-License-Identifier: Apache-2.0

import GraphLayout
import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The part about releases")
struct ReleasesPartTests {
    private static func html(_ paths: [UpgradePath], changes: [ReleaseChange] = []) -> String {
        let evidence = Plan.Evidence(
            records: [SectionRecord](upgradePaths: paths, graphs: []),
            changes: PlannedChanges(since: nil, releases: changes)
        )
        var budget = FigureBudget(draw: GraphLayout.drawing)
        return ReleasesPart(review: PlanReview(of: SamplePlans.plan([], evidence: evidence))).markup(&budget).html
    }

    private static func path(_ hops: [UpgradeHop], product: String = "ocp") -> UpgradePath {
        UpgradePath(product: product, architecture: "amd64", from: "4.16.1", to: "4.16.9", hops: hops)
    }

    @Test(
        "comes to a verdict on each path",
        arguments: [
            (path([.init(version: "4.16.9", channel: "c")]), "The mirror has every release on the path.", true),
            (path([.init(version: "4.16.9", channel: "c", isSelected: false)]), "The path has gaps:", true),
            (path([]), "No path is known</strong> from 4.16.1 to 4.16.9.", false),
        ]
    )
    func verdict(path: UpgradePath, verdict: String, isDrawn: Bool) {
        let html = Self.html([path])
        #expect(html.contains(verdict))
        #expect(html.contains("<svg") == isDrawn)
        #expect(html.contains("<table>") == isDrawn)
    }

    @Test("tells each risk in the words of the update service, and links to pages of the web only")
    func risks() {
        let risks = [
            UpgradeRisk(name: "Slow<1>", url: "https://a.example/x?y=1", message: "Slow & sad."),
            UpgradeRisk(name: "Script", url: "javascript:alert(1)", message: "m"),
        ]
        let html = Self.html([Self.path([.init(version: "4.16.9", channel: "c", risks: risks)])])
        #expect(html.contains("<strong>Slow&lt;1&gt;</strong>: Slow &amp; sad."))
        #expect(PageTree(html).values("href").count == 1)
        #expect(html.contains("javascript:alert(1)"))
        #expect(html.contains(">2 risks</text>"))
    }

    @Test("tells the way of each update, from one release to the next")
    func table() {
        let html = Self.html([
            Self.path([.init(version: "4.16.5", channel: "fast"), .init(version: "4.16.9", channel: "stable")])
        ])
        #expect(
            html.contains("<th scope=\"row\">4.16.5</th><td>4.16.1</td><td>fast</td><td>yes</td><td>none known</td>")
        )
        #expect(html.contains("<th scope=\"row\">4.16.9</th><td>4.16.5</td><td>stable</td>"))
    }

    @Test("gives changes to the paths of the same product and processor only")
    func changes() {
        let change = ReleaseChange(
            architecture: "amd64",
            because: .upstream,
            added: ["4.16.9"],
            dropped: ["4.15.1"],
            staying: 3
        )
        let hop = [UpgradeHop(version: "4.16.9", channel: "c")]
        #expect(Self.html([Self.path(hop)], changes: [change]).contains(">+ 4.16.9</text>"))
        #expect(!Self.html([Self.path(hop, product: "okd")], changes: [change]).contains(">+ 4.16.9</text>"))
        let alone = Self.html([], changes: [change])
        #expect(alone.contains("<th scope=\"row\">amd64</th>"))
        #expect(alone.contains("<span class=\"added\">+ 4.16.9</span>"))
        #expect(alone.contains("<span class=\"removed\">− 4.15.1</span>"))
        #expect(Self.html([]) == "")
    }
}
