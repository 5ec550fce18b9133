// SPDX-License-Identifier: Apache-2.0

/// A result of a run that the user should know.
///
/// The texts are safe to show: ``printable(_:)`` was applied to each line.
package struct Finding: Sendable, Equatable {
    /// The severity of a finding.
    package enum Severity: String, Sendable, CaseIterable, Codable {
        /// Nothing is done until the user corrects it.
        case error
        /// The run continues, but its result may not be as intended.
        case warning
        /// An explanation.
        case note
    }

    package let severity: Severity
    package let code: FindingCode
    /// The finding, on one line.
    package let summary: String
    /// The cause, such as the answer of a server, on one or more lines.
    package let cause: String?
    /// The remedy, on one or more lines.
    package let remedy: String?
    package let place: SourceLocation?
    /// The line at `place`, if it is available.
    package let excerpt: SourceExcerpt?

    /// Makes a finding; if `summary` has several lines, all but the first begin the cause.
    package init(
        _ severity: Severity,
        _ code: FindingCode,
        _ summary: String,
        cause: String? = nil,
        remedy: String? = nil,
        at place: SourceLocation? = nil,
        excerpt: SourceExcerpt? = nil
    ) {
        let lines = Self.lines(summary)
        self.severity = severity
        self.code = code
        self.summary = lines.first ?? ""
        self.cause = Self.text(lines.dropFirst() + Self.lines(cause ?? ""))
        self.remedy = Self.text(Self.lines(remedy ?? ""))
        self.place = place
        self.excerpt = excerpt
    }

    /// The summary and each line of the cause, without the remedy.
    package var message: String { ([summary] + causeLines).joined(separator: "\n") }

    /// The lines below the summary: the cause, then the remedy.
    package var details: [String] { causeLines + (remedy.map(Self.lines) ?? []) }

    /// The summary and the details, line by line, without severity and place.
    package var text: String { ([summary] + details).joined(separator: "\n") }

    private var causeLines: [String] { cause.map(Self.lines) ?? [] }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { printable(String($0)) }
    }

    private static func text(_ lines: some Collection<String>) -> String? {
        lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

extension Finding {
    /// The finding as plans record it: with the plan's name of the file, and without an excerpt.
    package func recorded(in path: String) -> Finding {
        Finding(severity, code, summary, cause: cause, remedy: remedy, at: place?.place(in: path))
    }
}

extension Finding: CustomStringConvertible {
    /// The usual form of compilers: `file:line:column: error: summary`, the line with a caret, and the details.
    package var description: String {
        let place = place.map { "\(printable($0.description)): " } ?? ""
        let lines = ["\(place)\(severity.rawValue): \(summary)"] + (excerpt?.lines ?? []) + details.map { "    \($0)" }
        return lines.joined(separator: "\n")
    }
}
