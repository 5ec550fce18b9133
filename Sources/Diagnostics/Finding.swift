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
    /// What was found, why, and what to do about it; each text is safe to show.
    package let explanation: Explanation
    package let place: SourceLocation?
    /// The line at `place`, if it is at hand.
    package private(set) var excerpt: SourceExcerpt?

    /// Makes a finding; if `summary` has several lines, all but the first begin the cause.
    package init(
        _ severity: Severity,
        _ code: FindingCode,
        _ summary: String,
        cause: String? = nil,
        remedy: String? = nil,
        at place: SourceLocation? = nil
    ) {
        self.init(severity, code, Explanation(summary, cause: cause, remedy: remedy), at: place)
    }

    /// Makes a finding from an explanation, such as that of an error.
    package init(
        _ severity: Severity,
        _ code: FindingCode,
        _ explanation: Explanation,
        at place: SourceLocation? = nil
    ) {
        let lines = Self.lines(explanation.summary)
        self.severity = severity
        self.code = code
        self.explanation = Explanation(
            lines.first ?? "",
            cause: Self.text(lines.dropFirst() + Self.lines(explanation.cause ?? "")),
            remedy: Self.text(Self.lines(explanation.remedy ?? ""))
        )
        self.place = place
    }

    /// What was found, on one line.
    package var summary: String { explanation.summary }

    /// What lies behind it, such as the answer of a server, on one or more lines.
    package var cause: String? { explanation.cause }

    /// What to do about it, on one or more lines.
    package var remedy: String? { explanation.remedy }

    /// What was found and why, without what to do about it: the summary, and each line of the cause.
    package var message: String { Explanation(summary, cause: cause).text }

    /// What is shown below the summary: the cause, then the remedy.
    package var details: [String] { [cause, remedy].compactMap(\.self).flatMap(Self.lines) }

    /// The summary and the details, line by line, without severity and place.
    package var text: String { explanation.text }

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
        Finding(severity, code, explanation, at: place?.place(in: path))
    }

    /// The same finding with the line at its place, as the file has it.
    package func quoting(_ source: SourceText) -> Finding {
        var finding = self
        finding.excerpt = place.flatMap(source.excerpt)
        return finding
    }

    /// The same finding with more text behind its cause and its remedy.
    package func adding(cause: String? = nil, remedy: String? = nil) -> Finding {
        Finding(severity, code, explanation.adding(cause: cause, remedy: remedy), at: place)
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
