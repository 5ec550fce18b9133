// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The findings of a plan, with what to do about each.
struct ChecksPart {
    let findings: [Finding]

    /// The number of findings that are shown without a click.
    private static let openLimit = 20

    var markup: Markup {
        guard !findings.isEmpty else { return "<p>No findings.</p>" }
        let counts = Finding.Severity.allCases.map { severity in
            (severity, findings.filter { $0.severity == severity })
        }
        let groups = counts.filter { !$0.1.isEmpty }.map { severity, findings in
            Markup.details(
                open: severity != .note || findings.count <= Self.openLimit,
                "<h3>\(counted(findings.count, severity.rawValue))</h3>",
                "\(findings.map(entry))"
            )
        }
        return "\(groups)"
    }

    private func entry(_ finding: Finding) -> Markup {
        let place: Markup = finding.place.map { " <span class=\"dim\">\($0.description)</span>" } ?? .empty
        let cause: Markup = finding.cause.map { "<p>\(lines($0))</p>" } ?? .empty
        let remedy: Markup = finding.remedy.map { "<p>Remedy: \(lines($0))</p>" } ?? .empty
        return """
            <div class="finding \(finding.severity.rawValue) item">
            <p><strong>\(finding.severity.rawValue)</strong> <code>\(finding.code.description)</code>\(place)<br>\
            \(finding.summary)</p>
            \(cause)\(remedy)</div>
            """
    }

    /// A text of several lines.
    private func lines(_ text: String) -> Markup {
        text.split(separator: "\n").map { "\(String($0))" as Markup }.joined("<br>")
    }
}
