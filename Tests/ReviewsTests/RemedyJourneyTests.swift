// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import Reviews

/// What planning found is written into a plan, and read again by whoever reviews the plan: it has to arrive whole.
@Suite("The findings of a plan on their way to its review")
struct RemedyJourneyTests {
    /// The texts of findings of every shape, and how the review shows them.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let finding: Finding
        let lines: [String]

        init(_ name: String, _ finding: Finding, _ lines: String...) {
            testDescription = name
            self.finding = finding
            self.lines = lines
        }
    }

    static let rows = [
        Row("a summary alone", Finding(.note, "not-recorded", "s"), "note: s"),
        Row("a remedy", Finding(.warning, "duplicate", "s", remedy: "do r"), "warning: s", "    do r"),
        Row("a cause", Finding(.warning, "duplicate", "s", cause: "c"), "warning: s", "    c"),
        Row(
            "a cause and a remedy of several lines each, with a place",
            Finding(.warning, "deprecated-field", "s", cause: "c\nd", remedy: "q\nr", at: "isc.yaml:3:4"),
            "isc.yaml:3:4: warning: s",
            "    c",
            "    d",
            "    q",
            "    r"
        ),
        Row(
            "a place in a file with colons in its name",
            Finding(.note, "duplicate", "s", remedy: "r", at: "a:b/isc ü.yaml:30:1"),
            "a:b/isc ü.yaml:30:1: note: s",
            "    r"
        ),
        Row(
            "what JSON escapes",
            Finding(.warning, "syntax", #"`"a\b"`"#, cause: "c/d", remedy: #"write `"\\"` ü 🗝"#),
            #"warning: `"a\b"`"#,
            "    c/d",
            #"    write `"\\"` ü 🗝"#
        ),
        Row(
            "what a terminal would obey",
            Finding(.warning, "syntax", "a\u{1b}[2J", remedy: "b\u{202e}\nc\u{7f}"),
            "warning: a�[2J",
            "    b�",
            "    c�"
        ),
        Row(
            "a password",
            Finding(.warning, "syntax", "joe:secret@host/a", remedy: "not docker://joe:secret@host/a"),
            "warning: **********@host/a",
            "    not docker://**********@host/a"
        ),
        Row(
            "a code of a later version",
            Finding(.warning, .unknown, "s", remedy: "r"),
            "warning: s",
            "    r"
        ),
    ]

    /// The plan of these findings as a file gives it.
    private func plan(_ findings: [Finding]) throws -> Plan {
        let plan = Plan.sample.with(checks: findings)
        return try PlanFile(reading: Data(PlanFile(plan).bytes)).plan
    }

    private func text(of plan: Plan) -> String {
        PlanText(PlanReview(of: plan), style: .plain, remark: "--json shows all").text
    }

    @Test("arrive as they were found, each line in its place", arguments: rows)
    func journey(row: Row) throws {
        let plan = try plan([row.finding])
        #expect(plan.checks == [row.finding])
        let review = PlanReview(of: plan)
        #expect(review.findings == [row.finding])
        #expect(text(of: plan).contains("\n" + row.lines.joined(separator: "\n") + "\n\n"))
    }

    /// The fields of the findings in a list of a JSON text.
    private func fields(_ list: String, of text: [UInt8]) throws -> [[String: String]] {
        let object = try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any]
        return try #require(object?[list] as? [[String: String]])
    }

    @Test(
        "are fields of their own in the plan and in the JSON of its review, the remedy apart from the message",
        arguments: rows
    )
    func json(row: Row) throws {
        let finding = row.finding
        var expected = ["level": finding.severity.rawValue, "code": "\(finding.code)"]
        expected["message"] = [finding.summary, finding.cause].compactMap(\.self).joined(separator: "\n")
        expected["remedy"] = finding.remedy
        expected["at"] = finding.place?.description
        let file = try PlanFile(Plan.sample.with(checks: [finding]))
        #expect(try fields("checks", of: file.bytes) == [expected])
        let review = ReviewJSON(PlanReview(of: try plan([finding])))
        #expect(try fields("findings", of: Array(review.text.utf8)) == [expected])
    }

    @Test("arrive in their order, and the same remedy is shown once below those that share it")
    func shared() throws {
        let findings = [
            Finding(.warning, "duplicate", "a", remedy: "r", at: "isc.yaml:1:1"),
            Finding(.note, "not-there", "b", remedy: "r"),
            Finding(.warning, "duplicate", "c", remedy: "q"), Finding(.warning, "duplicate", "d", cause: "r"),
        ]
        let plan = try plan(findings)
        #expect(plan.checks == findings)
        let shown = "\nisc.yaml:1:1: warning: a\nnote: b\n    r\nwarning: c\n    q\nwarning: d\n    r\n\n"
        #expect(text(of: plan).contains(shown), "\(text(of: plan))")
    }

    @Test("change the id of the plan with their remedy, because it is what a reviewer approves")
    func identity() throws {
        let ids = try [nil, "r", "r\nq"].map { remedy in
            try PlanFile(Plan.sample.with(checks: [Finding(.warning, "duplicate", "s", remedy: remedy)])).id
        }
        #expect(Set(ids).count == 3)
    }

    @Test("of a plan that tells causes and remedies in one text are shown with both")
    func earlier() throws {
        let text = String(decoding: try PlanFile(Plan.sample).bytes, as: UTF8.self)
        let data = Data(text.replacing("blocks no image", with: "blocks no image\\n  Remove it.").utf8)
        let id = try #require(text.firstMatch(of: /"id": "(.*)"/)?.1)
        let bare = text.replacing("  \"id\": \"\(id)\",\n", with: "")
            .replacing("blocks no image", with: "blocks no image\\n  Remove it.")
        let body = try CanonicalJSON.data(canonicalizing: Data(bare.utf8))
        let again = String(decoding: data, as: UTF8.self).replacing(id, with: "\(Digest(of: Array(body)))")
        let plan = try PlanFile(reading: Data(again.utf8)).plan
        #expect(plan.checks.map(\.cause) == ["  Remove it."] && plan.checks.map(\.remedy) == [nil])
        #expect(self.text(of: plan).contains("isc.yaml:9:5: warning: `x` blocks no image\n      Remove it.\n"))
    }
}
