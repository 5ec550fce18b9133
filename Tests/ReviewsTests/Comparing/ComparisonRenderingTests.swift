// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The text of a comparison")
struct ComparisonRenderingTests {
    private func comparison(_ before: Plan, _ after: Plan) throws -> PlanComparison {
        PlanComparison(from: try PlanFile(before), to: try PlanFile(after))
    }

    @Test("reads as text, as Markdown and as JSON")
    func renderings() throws {
        let before = SampleChanges.plan
        var after = before
        after.fields.actions[1].fields.digest = Digest(of: [9])
        after.fields.actions.append(SamplePlans.action(.copy, "a/e:1", size: 3 << 20, transfer: 1 << 20))
        after.fields.options = PlanOptions(allowMissing: true)
        let earlier = Plan(
            before.subject,
            evidence: Plan.Evidence(records: [.catalog(SampleChanges.earlierRecord)]),
            copies: before.copies,
            holdings: before.holdings,
            resources: before.resources
        )
        let later = Plan(after.subject, evidence: before.evidence, copies: after.copies, holdings: before.holdings)
        let found = try comparison(earlier, later)
        let text = ComparisonText(found, style: .plain, remark: "--json shows all").text
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/x"
        try expectGolden(text, "comparison.txt", beside: folder)
        try expectGolden(ComparisonMarkdown([found]).text, "comparison.md", beside: folder)
        try expectGolden(try ComparisonJSON([found]).text, "comparison.json", beside: folder)
        let same = try comparison(before, before)
        #expect(ComparisonMarkdown([same]).text == "# Nothing changes\n\nBoth sides plan the same.\n")
        #expect(
            ComparisonText(same, style: .plain, remark: "").text.hasSuffix(
                "No difference: both want the same 5 images.\n"
            )
        )
    }

    @Test("stays small for thousands of images, and says what is left out")
    func large() throws {
        var after = LargePlan.plan(images: 3000)
        after.fields.actions.removeFirst()
        let found = try comparison(SamplePlans.plan, after)
        let markdown = ComparisonMarkdown([found, found, found]).text
        #expect(markdown.utf8.count <= PlanMarkdown.sizeLimit)
        #expect(markdown.components(separatedBy: "\n## ").count == 4)
        let text = ComparisonText(found, style: .plain, remark: "--json shows all").text
        #expect(text.contains("    and \(found.images.count - 200) more (--json shows all)\n"))
    }

    @Test("keeps hostile names apart from the page, and off the terminal")
    func hostile() throws {
        for piece in HostileText.pieces {
            var after = SamplePlans.plan
            after.fields.actions[0].fields.origins = [piece]
            after.fields.actions[0].fields.digest = Digest(of: [9])
            after.fields.configuration = ConfigurationRecord(path: piece, digest: Digest(of: []))
            let found = try comparison(SamplePlans.plan, after)
            let lines = ComparisonMarkdown([found]).text.split(separator: "\n").map {
                ScannedMarkdown(String($0)).skeleton
            }
            #expect(lines.count { $0.hasPrefix("#") } == 2, "\(piece.debugDescription)")
            #expect(lines.first { $0.hasPrefix("| changed") } == "| changed | □ | □ | 120.0 MiB | □ → □ |")
            let text = ComparisonText(found, style: .plain, remark: "").text
            #expect(!text.contains("\u{1b}"), "\(piece.debugDescription)")
        }
    }
}
