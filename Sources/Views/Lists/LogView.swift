// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import Foundation
import GitStore
import Plans
package import Reviews

/// The history of plans and applies.
package struct LogView: ResultView {
    private let entries: [AuditEntry]
    private let states: [String: PlanState]

    /// `states` has what became of plans, by the ids in the entries.
    package init(entries: [AuditEntry], states: [String: PlanState] = [:]) {
        self.entries = entries
        self.states = states
    }

    /// Tells that a shallow clone lacks older entries.
    package static let cutOff =
        "note: this clone is shallow, so older entries are missing; get them with: git fetch --unshallow\n"

    private struct Line: Encodable {
        var commit: String
        var time: String
        var author: String
        var kind: String
        var plan: String
        var target: String?
        var result: String?
        /// What became of a plan.
        var state: PlanState?
        var subject: String
    }

    /// One line for each entry, in columns; two short lines on a terminal.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        guard !entries.isEmpty else { return "No plan was recorded yet.\n" }
        guard !isTerminal else { return entries.map { paragraph($0, style) }.joined() }
        let width = entries.map { $0.author.name.count }.max() ?? 0
        return entries.map { entry in
            let author = entry.author.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let line = "\(entry.commit.prefix(10))  \(entry.time.text)  \(author)  \(subject(of: entry))"
            return printable(line + (entry.target.map { "  \($0)" } ?? ""))
        }.joined(separator: "\n") + "\n"
    }

    /// The subject of a commit and, for a plan, what became of it.
    private func subject(of entry: AuditEntry) -> String {
        state(of: entry).map { "\(entry.subject) (\($0.rawValue))" } ?? entry.subject
    }

    private func state(of entry: AuditEntry) -> PlanState? {
        guard entry.kind == .plan, let state = states[entry.planID], state != .unknown else { return nil }
        return state
    }

    private func paragraph(_ entry: AuditEntry, _ style: TextStyle) -> String {
        let target = entry.target.map { "    \(printable($0))\n" } ?? ""
        let heading =
            "\(style(.heading, String(entry.commit.prefix(10))))  \(entry.time.text)  \(printable(entry.author.name))"
        return "\(heading)\n    \(printable(subject(of: entry)))\n\(target)"
    }

    /// The same for programs.
    package func json() throws -> String {
        let lines = entries.map { entry in
            Line(
                commit: entry.commit,
                time: entry.time.text,
                author: entry.author.description,
                kind: entry.kind.rawValue,
                plan: entry.planID,
                target: entry.target,
                result: entry.result,
                state: state(of: entry),
                subject: entry.subject
            )
        }
        return try CanonicalJSON.text(of: lines)
    }
}

extension GitTime {
    /// The time in the time zone of the commit, such as `2026-11-21 14:03 +01:00`.
    var text: String {
        var style = Date.ISO8601FormatStyle(timeZone: TimeZone(secondsFromGMT: Int(offset) * 60) ?? .gmt)
        style = style.year().month().day().dateSeparator(.dash).dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false).timeSeparator(.colon).timeZone(separator: .colon)
        return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(style)
    }
}
