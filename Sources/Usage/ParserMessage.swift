// SPDX-License-Identifier: Apache-2.0

/// A message of the parser about a wrong command line, in the form of all other messages.
///
/// The parser's own form is `Error: MESSAGE`, then `Help: …`, then all options as `Usage: …`, then `See '… --help' …`.
package struct ParserMessage: Equatable, Sendable {
    /// The message; ends with a line feed.
    package let text: String

    /// `nil` if the text has another form.
    package init?(_ text: String) {
        guard text.hasPrefix("Error: ") else { return nil }
        var lines = text.dropFirst("Error: ".count).split(separator: "\n").map(String.init)
        guard let usage = lines.lastIndex(where: { $0.hasPrefix("Usage: ") }) else { return nil }
        let command = lines[usage...].firstNonNil { Self.command(in: $0) }
        lines.removeSubrange(usage...)
        guard let command, let first = lines.first else { return nil }
        let rest = lines.dropFirst().map { "  " + ($0.hasPrefix("Help:  ") ? String($0.dropFirst(7)) : $0) }
        self.text = (["error: \(first)"] + rest + ["  See: \(command) --help"]).map { $0 + "\n" }.joined()
    }

    /// Finds `tool command` in a line with `'tool command --help'`.
    private static func command(in line: String) -> String? {
        guard let start = line.firstRange(of: "See '"), let end = line.firstRange(of: " --help'"),
            start.upperBound < end.lowerBound
        else { return nil }
        return String(line[start.upperBound..<end.lowerBound])
    }
}

extension Sequence {
    /// The first result that is not `nil`.
    fileprivate func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
        for element in self {
            if let result = transform(element) { return result }
        }
        return nil
    }
}
