// SPDX-License-Identifier: Apache-2.0

/// Something to tell the user about what they wrote.
package struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
    /// How much a diagnostic matters.
    package enum Severity: String, Sendable, CaseIterable {
        /// Nothing is done until this is put right.
        case error
        /// The run goes on, but perhaps not as intended.
        case warning
        /// An explanation.
        case note
    }

    package let severity: Severity
    /// A short name in kebab case that stays the same when the wording changes.
    package let code: FindingCode
    /// What is wrong, on one line.
    package let summary: String
    /// What to do about it.
    package let remedy: String?
    package let location: SourceLocation?
    /// The line at `location`, if it is at hand.
    package let excerpt: SourceExcerpt?

    package init(
        _ severity: Severity,
        code: FindingCode,
        summary: String,
        remedy: String? = nil,
        location: SourceLocation? = nil,
        excerpt: SourceExcerpt? = nil
    ) {
        self.severity = severity
        self.code = code
        self.summary = printable(summary)
        self.remedy = remedy.map(printable)
        self.location = location
        self.excerpt = excerpt
    }

    /// The form that compilers share: `file:line:column: error: summary`, the line with a caret, and the remedy.
    package var description: String {
        let place = location.map { "\(printable($0.description)): " } ?? ""
        var lines = ["\(place)\(severity.rawValue): \(summary)"]
        if let excerpt { lines += excerpt.lines }
        if let remedy { lines.append("    \(remedy)") }
        return lines.joined(separator: "\n")
    }
}

/// Makes text that someone else wrote safe to show on a terminal and on one line.
///
/// Control characters could clear the screen or reorder what is read, so each becomes U+FFFD; and nobody reads on
/// beyond a thousand characters. Credentials that somebody wrote into a reference or a URL are starred out.
package func printable(_ text: String) -> String {
    let text = text.hidingCredentials
    let longest = 1000
    if text.utf8.count <= longest, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    for (count, scalar) in text.unicodeScalars.enumerated() {
        guard count < longest else {
            result.append("…")
            break
        }
        result.append(scalar.isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
}

extension Unicode.Scalar {
    /// Whether this moves the cursor, breaks the line or changes the direction of writing.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
