// SPDX-License-Identifier: Apache-2.0

/// Something that a run found out and the user should know.
///
/// Texts are safe to show: ``printable(_:)`` made them, line by line.
package struct Finding: Sendable, Equatable {
    /// How much a finding matters.
    package enum Severity: String, Sendable, CaseIterable, Codable {
        /// Nothing is done until this is put right.
        case error
        /// The run goes on, but perhaps not as intended.
        case warning
        /// An explanation.
        case note
    }

    package let severity: Severity
    package let code: FindingCode
    /// What was found, on one line.
    package let summary: String
    /// What lies behind it, such as the answer of a server, on one or more lines.
    package let cause: String?
    /// What to do about it, on one or more lines.
    package let remedy: String?
    package let place: SourceLocation?
    /// The line at `place`, if it is at hand.
    package let excerpt: SourceExcerpt?

    /// Makes a finding; further lines of `summary` are the beginning of its cause.
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

    /// What was found and why, without what to do about it: the summary, and each line of the cause.
    package var message: String { ([summary] + causeLines).joined(separator: "\n") }

    /// What is shown below the summary: the cause, then the remedy.
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
    /// The finding as plans tell it: its place by the name that they have for the file, and no excerpt.
    package func recorded(in path: String) -> Finding {
        Finding(severity, code, summary, cause: cause, remedy: remedy, at: place?.place(in: path))
    }
}

extension Finding: CustomStringConvertible {
    /// The form that compilers share: `file:line:column: error: summary`, the line with a caret, and the details.
    package var description: String {
        let place = place.map { "\(printable($0.description)): " } ?? ""
        let lines = ["\(place)\(severity.rawValue): \(summary)"] + (excerpt?.lines ?? []) + details.map { "    \($0)" }
        return lines.joined(separator: "\n")
    }
}
