// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reviews
import Testing
import Views

@testable import Audit
@testable import GitStore

@Suite("The log")
struct LogViewTests {
    private func entry(
        _ subject: String,
        author: String = "Jo",
        offset: Int32 = 60,
        target: String? = "mirror.example:5000",
        result: String? = nil
    ) throws -> AuditEntry {
        let fields = [
            (AuditMessage.Key.planID, "sha256:abc"), (AuditMessage.Key.target, target),
            (AuditMessage.Key.result, result),
        ]
        let commit = GitCommit(
            id: String(repeating: "a", count: 40),
            author: GitIdentity(name: author, email: "jo@example.com"),
            committer: GitIdentity(name: author, email: "jo@example.com"),
            time: GitTime(seconds: 1_795_277_000, offset: offset),
            subject: subject,
            trailers: fields.compactMap { key, value in value.map { .init(key: key, value: $0) } }
        )
        return try #require(AuditEntry(commit))
    }

    @Test("is one line where nothing was recorded")
    func empty() throws {
        #expect(LogView(entries: []).text(.plain, true) == "No plan was recorded yet.\n")
        #expect(LogView(entries: []).text(.plain, false) == "No plan was recorded yet.\n")
        #expect(try LogView(entries: []).json() == "[]\n")
    }

    @Test("has a line for each commit, in columns, with the time where it was made")
    func lines() throws {
        let entries = [
            try entry("Apply abc", author: "Joanna", result: "complete"),
            try entry("Plan abc", offset: -90, target: nil),
        ]
        #expect(
            LogView(entries: entries).text(.plain, false) == """
                aaaaaaaaaa  2026-11-21 17:03:20+01:00  Joanna  Apply abc  mirror.example:5000
                aaaaaaaaaa  2026-11-21 14:33:20-01:30  Jo      Plan abc

                """
        )
    }

    @Test("says what became of each plan, and nothing of applies")
    func states() throws {
        let entries = [try entry("Apply abc", result: "complete"), try entry("Plan abc")]
        for state in [PlanState.pending, .unfinished, .applied, .stale] {
            let view = LogView(entries: entries, states: ["sha256:abc": state])
            for isTerminal in [false, true] {
                let text = view.text(.plain, isTerminal)
                #expect(text.contains("Plan abc (\(state.rawValue))") && !text.contains("Apply abc ("))
            }
            #expect(try view.json().contains("\"state\": \"\(state.rawValue)\""))
        }
        let unknown = LogView(entries: entries, states: ["sha256:abc": .unknown])
        #expect(
            !unknown.text(.plain, false).contains("(")
                && LogView(entries: entries).text(.plain, false).contains("Plan abc")
        )
    }

    @Test("has short lines on a terminal")
    func terminal() throws {
        #expect(
            LogView(entries: [try entry("Plan abc")]).text(.plain, true) == """
                aaaaaaaaaa  2026-11-21 17:03:20+01:00  Jo
                    Plan abc
                    mirror.example:5000

                """
        )
    }

    @Test("is the same as JSON, with the whole names")
    func json() throws {
        let text = try LogView(entries: [try entry("Apply abc", result: "complete"), try entry("Plan abc")]).json()
        let objects = try JSONDecoder().decode([[String: String]].self, from: Data(text.utf8))
        #expect(objects[0]["commit"] == String(repeating: "a", count: 40))
        #expect(objects[0]["author"] == "Jo <jo@example.com>")
        #expect(objects[0]["kind"] == "apply")
        #expect(objects[0]["result"] == "complete")
        #expect(objects[1]["kind"] == "plan")
        #expect(objects[1]["result"] == nil)
        #expect(objects.map { $0["plan"] } == ["sha256:abc", "sha256:abc"])
        #expect(objects[0]["time"] == "2026-11-21 17:03:20+01:00")
    }

    @Test("shows no control character of a commit")
    func hidden() throws {
        let text = LogView(entries: [try entry("Plan \u{1b}[2J")]).text(.plain, false)
        #expect(!text.contains("\u{1b}"))
    }
}
