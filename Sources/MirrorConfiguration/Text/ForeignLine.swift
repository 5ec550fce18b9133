// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// A line that belongs to the surroundings from which the text was copied.
enum ForeignLine: Hashable {
    /// The beginning or the end of a block of code in Markdown.
    case fence
    /// The command that writes the file, or the word that ends its text.
    case hereDocument
    /// A marker that git puts around two versions of the same lines.
    case conflict

    init?(_ line: [Unicode.Scalar]) {
        let text = String(String.UnicodeScalarView(line.drop { $0 == " " }))
        if text.hasPrefix("```") || text.hasPrefix("~~~") {
            self = .fence
        } else if text.hasPrefix("cat ") && text.contains("<<") || text == "EOF" {
            self = .hereDocument
        } else if text.hasPrefix("<<<<<<< ") || text.hasPrefix(">>>>>>> ") || text == "=======" {
            self = .conflict
        } else {
            return nil
        }
    }

    private var summary: String {
        switch self {
        case .fence: "this line is Markdown around the configuration, not part of it"
        case .hereDocument: "this line is a shell command around the configuration, not part of it"
        case .conflict: "git left a merge conflict here"
        }
    }

    func finding(lines: [Int], in source: SourceText) -> Finding {
        let others = lines.dropFirst().prefix(5).map { " and line \($0)" }.joined()
        return source.finding(
            .error,
            .foreignLine,
            summary,
            remedy: self == .conflict ? "keep one of the two versions, and remove these lines" : "remove it\(others)",
            at: YAMLPosition(line: lines.first ?? 1, column: 1)
        )
    }
}

/// The lines of one kind with their places; one message reports all of them.
struct ForeignLineReport {
    private var lines: [ForeignLine: [Int]] = [:]

    mutating func add(_ kind: ForeignLine, line: Int) { lines[kind, default: []].append(line) }

    func findings(in source: SourceText) -> [Finding] {
        lines.map { kind, numbers in kind.finding(lines: numbers, in: source) }
    }
}
