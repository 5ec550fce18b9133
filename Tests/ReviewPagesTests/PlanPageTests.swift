// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import GraphLayout
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The page of a plan")
struct PlanPageTests {
    private static let plans = [
        ("update", SamplePlans.update), ("deletions", SampleDeletions.plan), ("empty", SamplePlans.plan([])),
        ("sample", .sample),
    ]

    @Test("says all that a reviewer needs")
    func golden() throws {
        try expectGolden(PlanPage(PlanReview(of: SamplePlans.update)).text, "update.html")
        try expectGolden(PlanPage(PlanReview(of: SampleDeletions.plan)).text, "deletions.html")
    }

    @Test("is the same each time", arguments: plans.map(\.1))
    func deterministic(plan: Plan) {
        #expect(PlanPage(PlanReview(of: plan)).text == PlanPage(PlanReview(of: plan)).text)
    }

    @Test(
        "closes what it opens, has one main heading, no level left out, and each name once",
        arguments: plans.map(\.1)
    )
    func structure(plan: Plan) {
        let tree = PageTree(PlanPage(PlanReview(of: plan)).text)
        #expect(tree.faults == [])
        #expect(tree.headings.filter { $0 == 1 }.count == 1)
        #expect(tree.headings.first == 1)
        #expect(zip(tree.headings, tree.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(tree.headings)")
        let names = tree.values("id")
        #expect(Set(names).count == names.count)
        let links = tree.values("href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(Set(links).subtracting(names) == [])
        let labels = (tree.values("aria-labelledby") + tree.values("for")).flatMap {
            $0.split(separator: " ").map(String.init)
        }
        #expect(Set(labels).subtracting(names) == [])
        #expect(tree.count("th") == tree.values("scope").count)
        #expect(["header", "nav", "main", "footer"].map(tree.count) == [1, 1, 1, 1])
        #expect(tree.count("table") == tree.count("caption"))
    }

    @Test("exists for every example")
    func examples() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../plans")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        #expect(files.count > 5)
        for file in files {
            let review = PlanReview(of: try PlanFile(reading: Data(contentsOf: file)).plan)
            let page = PlanPage(review).text
            #expect(PageTree(page).faults == [], "\(file.lastPathComponent)")
            for image in review.sections.flatMap(\.images) { #expect(page.contains(image.destination)) }
        }
    }

    @Test("allows its own style and script by their hashes, and nothing else")
    func policy() throws {
        let html = PlanPage(PlanReview(of: .sample)).text
        let policy = try #require(PageTree(html).values("content").first)
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        for name in ["style", "script"] {
            let start = try #require(html.range(of: "<\(name)>")).upperBound
            let end = try #require(html.range(of: "</\(name)>")).lowerBound
            let digest = Digest(of: Array(html[start..<end].utf8)).description.dropFirst("sha256:".count)
            let bytes = stride(from: 0, to: digest.count, by: 2).compactMap { offset in
                UInt8(digest.dropFirst(offset).prefix(2), radix: 16)
            }
            #expect(policy.contains("\(name)-src 'sha256-\(Data(bytes).base64EncodedString())'"))
        }
        #expect(PageTree(html).values("style") == [])
        #expect(PageTree(html).elements.allSatisfy { !$0.attributes.contains(" on") })
        #expect(PageTree(html).values("src") == [])
    }

    @Test("lets no text of a plan become markup, wherever it stands")
    func hostile() throws {
        let attack = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>\u{202e}"
        let data = try JSONEncoder().encode(SamplePlans.update.evidence.changes)
        let changes = String(decoding: data, as: UTF8.self).replacing("6.2.1", with: "6\\\"'><img src=x>")
            .replacing("stable-6.2", with: "<script>alert(3)</script>")
        let evidence = Plan.Evidence(
            checks: [Finding(.error, "source-missing", attack, cause: attack, remedy: attack)],
            records: SamplePlans.update.evidence.records,
            changes: try JSONDecoder().decode(PlannedChanges.self, from: Data(changes.utf8))
        )
        var actions = SamplePlans.update.actions
        actions.append(
            SamplePlans.action(
                .copy,
                attack,
                requestedBy: attack,
                replaced: .init(before: .init(version: attack), after: nil)
            )
        )
        let html = PlanPage(PlanReview(of: SamplePlans.plan(actions, evidence: evidence))).text
        let tree = PageTree(html)
        #expect(tree.faults == [])
        #expect(tree.count("img") == 0)
        #expect(tree.count("script") == 1)
        #expect(!html.contains("\u{202e}"))
        #expect(html.contains("&lt;script&gt;alert(3)"))
    }

    @Test("shows lists instead of drawings where Graphviz has no layout, and says why")
    func noLayout() {
        let page = PlanPage(PlanReview(of: SamplePlans.update)) { _ throws(GraphLayoutError) in
            throw .noPlugin("missing")
        }
        #expect(page.text.contains("Not drawn: Graphviz&#39;s layout `dot` is not on this machine (missing)"))
        #expect(PageTree(page.text).faults == [])
        #expect(page.text.contains("cluster-logging.v6.2.1"))
    }

    @Test("draws operators that change first, should there be too many drawings")
    func priority() {
        let drawn = Guarded([Int]())
        var budget = FigureBudget { graph throws(GraphLayoutError) in
            drawn.withLock { $0.append(graph.nodes.count) }
            return try GraphLayout.drawing(of: graph)
        }
        let html = OperatorsPart(changes: PlanReview(of: SamplePlans.update).changes).markup(&budget).html
        // The one without a change is first by name, and has two bundles.
        #expect(drawn.withLock { $0 } == [5, 1, 2])
        #expect(html.range(of: "a-terminal").map { html[$0.upperBound...].contains("cluster-logging") } == true)
    }

    @Test("divides ten thousand images into tables of a hundred, which browsers lay out when they are seen")
    func large() {
        let actions = (0..<10_000).map { SamplePlans.action(.copy, "team/image-\($0):1", transfer: Int64($0)) }
        let html = PlanPage(PlanReview(of: SamplePlans.plan(actions))).text
        let tree = PageTree(html)
        #expect(tree.values("class").count { $0 == "chunk" } == 100)
        #expect(tree.values("class").count { $0 == "item" } == 10_000)
        #expect(html.contains("Images 9901 to 10000 of 10000"))
        #expect(html.utf8.count < 9_000_000)
    }
}
