// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("A plan as Markdown")
struct PlanMarkdownTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(of plan: Plan) throws -> String { PlanMarkdown(of: try PlanFile(plan)).text }

    @Test(
        "says what changes, why, what it costs and what is deleted",
        arguments: [
            ("changes", SampleChanges.plan), ("catalog", SamplePlans.catalogPlan),
            ("deleted-release", SampleDeletions.release), ("deleted-operators", SampleDeletions.operators),
        ]
    )
    func golden(name: String, plan: Plan) throws {
        let text = PlanMarkdown(PlanReview(of: plan), of: Digest(of: Array("plan".utf8))).text
        try expectGolden(text, "\(name).md", beside: Self.root.appending(path: "Tests/ReviewsTests/x").path)
    }

    @Test("stands beside each plan in `plans/`, as `mirror show --format markdown` prints it")
    func examples() throws {
        let folder = Self.root.appending(path: "plans")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(names.count > 10)
        for name in names.sorted() {
            let file = try PlanFile(reading: Data(contentsOf: folder.appending(path: name)))
            let text = PlanMarkdown(of: file).text
            try expectFile(text, at: folder.appending(path: name.replacing(".json", with: ".md")))
        }
    }

    @Test("says that nothing changes")
    func unchanged() throws {
        var plan = SamplePlans.plan
        plan.fields.inSync = plan.actions.map(\.image)
        plan.fields.actions = []
        plan.fields.checks = []
        let text = try text(of: plan)
        #expect(text.contains("**No images change.**"))
        #expect(text.contains("| in sync | 4 images |"))
        #expect(text.contains("There is nothing to apply."))
        #expect(!text.contains("## "), "nothing else is worth a heading")
    }

    @Test("has less than 60 KB for thousands of images, says how many are left out, and is the same each time")
    func bounded() throws {
        let text = try text(of: LargePlan.plan(images: 2000))
        #expect(text.utf8.count <= PlanMarkdown.sizeLimit)
        #expect(text.utf8.count > 50_000, "what fits is shown")
        let rest = try #require(text.firstMatch(of: /\*and ([0-9]+) more in `plan.json`\*\n\n<\/details>/))
        let rows = text.split(separator: "\n").count { $0.hasPrefix("| copy |") || $0.hasPrefix("| update |") }
        #expect(Int(rest.1) == 2000 - rows)
        #expect(try self.text(of: LargePlan.plan(images: 2000)) == text)
    }

    @Test("has less than 60 KB however long the texts of a plan are")
    func hostileSizes() throws {
        let long = String(repeating: "x` |<@y> ", count: 400)
        var plan = try HostilePlan.plan(of: [long])
        plan.fields.actions += LargePlan.plan(images: 500).actions
        plan.fields.checks = (0..<200).map { _ in
            Finding(.warning, .unknown, long, cause: long, remedy: long)
        }
        let text = PlanMarkdown(PlanReview(of: plan), of: Digest(of: [])).text
        #expect(text.utf8.count <= PlanMarkdown.sizeLimit)
        #expect(text.contains("\n## Images\n"))
    }

    @Test("keeps its form, whatever texts the plan has")
    func hostile() throws {
        let benign = try HostilePlan.skeleton(of: ["word"])
        for seed in 0..<20 {
            let texts = HostileText.texts(7, seed: UInt64(seed))
            let found = try HostilePlan.skeleton(of: texts)
            #expect(found.difference(from: benign).map { "\($0)" } == [], "\(texts)")
        }
        for piece in HostileText.pieces {
            #expect(try HostilePlan.skeleton(of: [piece]) == benign, "\(piece.debugDescription)")
        }
    }
}
