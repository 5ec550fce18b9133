// SPDX-License-Identifier: Apache-2.0

/// The message of an audit commit: text for people, and trailers for programs.
package struct AuditMessage: Sendable, Equatable {
    /// The names of the trailers that this tool reads back.
    package enum Key {
        package static let planID = "Plan-Id"
        package static let configurationDigest = "Configuration-Digest"
        package static let target = "Target"
        /// The target's name before its ledger was moved.
        package static let movedFrom = "Moved-From"
        /// The result of an apply; a plan's commit has none.
        package static let result = "Result"
        /// Name and address of a person who approves the plan; only approvals have it.
        package static let approvedBy = "Approved-by"
    }

    package let subject: String
    package let body: String
    package let trailers: [(key: String, value: String)]

    package init(subject: String, body: String = "", trailers: [(key: String, value: String)] = []) {
        self.subject = subject
        self.body = body
        self.trailers = trailers
    }

    /// A message with the trailers of a plan or, with a result, of its application.
    package init(
        subject: String,
        body: String = "",
        planID: String,
        configurationDigest: String,
        target: String,
        result: String? = nil
    ) {
        var trailers = [
            (key: Key.planID, value: planID), (key: Key.configurationDigest, value: configurationDigest),
            (key: Key.target, value: target),
        ]
        if let result { trailers.append((key: Key.result, value: result)) }
        self.init(subject: subject, body: body, trailers: trailers)
    }

    package static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    /// The message as git stores it: subject, body and trailers, each as a separate paragraph.
    ///
    /// Only the given trailers can be read as trailers: their values are kept on one line, and without trailers a body is
    /// followed by a paragraph that git does not take for them.
    package var text: String {
        let subject = subject.onOneLine
        let trailers = trailers.map { "\($0.key.asTrailerKey): \($0.value.onOneLine)" }.joined(separator: "\n")
        let paragraphs = [subject.isEmpty ? "Record" : subject, bodyText, trailers].filter { !$0.isEmpty }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private var bodyText: String {
        let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            let line = line.withoutControls
            // git reads such a line as the beginning of a patch, and would find no trailers after it.
            return line.hasPrefix("---") ? " \(line)" : line
        }
        let text = lines.joined(separator: "\n").trimmingBlankLines
        guard trailers.isEmpty, !text.isEmpty else { return text }
        return text + "\n\nThis commit records no plan."
    }
}

extension StringProtocol {
    /// The text without control characters except the tab, and without white space at its end.
    fileprivate var withoutControls: String {
        var scalars = String.UnicodeScalarView(
            unicodeScalars.filter { $0 == "\t" || !($0.value < 0x20 || (0x7f..<0xa0).contains($0.value)) }
        )
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// The text on one line: line breaks become spaces.
    fileprivate var onOneLine: String {
        let words = split { $0.isNewline || $0.isWhitespace }.map(\.withoutControls).filter { !$0.isEmpty }
        return words.joined(separator: " ")
    }

    /// The text without characters that a trailer's key must not have.
    fileprivate var asTrailerKey: String {
        let key = String(filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        return key.isEmpty ? "Note" : key
    }

    fileprivate var trimmingBlankLines: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
