// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
package import Reviews
package import Runs

/// The result of `mirror doctor`.
package struct DoctorView: ResultView {
    private struct Item: Encodable {
        var subject: String
        var verdict: String
        var finding: String
        var remedy: String?
    }

    private let checks: [HealthCheck]

    package init(_ checks: [HealthCheck]) { self.checks = checks }

    /// Whether nothing stands in the way of a plan or an apply.
    package var isHealthy: Bool { !checks.contains { $0.verdict == .problem } }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines: [String] = []
        for check in checks {
            let mark = Self.mark(check.verdict)
            let head = mark + String(repeating: " ", count: 9 - mark.count)
            let finding = check.finding.split(separator: "\n").map { printable(String($0)) }
            lines.append("\(head)\(printable(check.subject)): \(finding.first ?? "")")
            let rest = finding.dropFirst() + (check.remedy ?? "").split(separator: "\n").map { printable(String($0)) }
            lines += rest.map { String(repeating: " ", count: 11) + $0 }
        }
        lines += ["", conclusion]
        return lines.map { "\($0)\n" }.joined()
    }

    private var conclusion: String {
        func count(_ verdict: HealthCheck.Verdict) -> Int { checks.count { $0.verdict == verdict } }
        let (problems, notes, skipped) = (count(.problem), count(.note), count(.skipped))
        if problems > 0 { return "\(counted(problems, "problem")) to mend first." }
        let rest = [
            notes > 0 ? counted(notes, "note") : nil, skipped > 0 ? "\(counted(skipped, "check")) skipped" : nil,
        ]
        .compactMap(\.self)
        return rest.isEmpty
            ? "Everything is as it should be." : "Nothing is in the way; \(rest.joined(separator: ", "))."
    }

    private static func mark(_ verdict: HealthCheck.Verdict) -> String {
        switch verdict {
        case .ok: "ok"
        case .note: "note"
        case .problem: "PROBLEM"
        case .skipped: "skipped"
        }
    }

    package func json() throws -> String {
        try CanonicalJSON.text(
            of: checks.map {
                Item(subject: $0.subject, verdict: $0.verdict.rawValue, finding: $0.finding, remedy: $0.remedy)
            }
        )
    }
}
