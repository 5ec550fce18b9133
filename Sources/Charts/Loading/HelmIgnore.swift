// SPDX-License-Identifier: Apache-2.0

/// The rules of a `.helmignore` file.
///
/// They look like those of git, but `**` is not supported, and a negated rule ignores everything that it does not match.
struct HelmIgnore {
    private struct Rule {
        let pattern: PathPattern
        let isNegated: Bool
        let isForFolders: Bool
        /// Whether the whole path is compared, not only the name.
        let isForPaths: Bool
    }

    private var rules: [Rule] = []

    /// Reads the rules; hidden files among the templates are always ignored.
    init(_ text: String) throws(ChartError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try add(line.trimmed, line: index + 1)
        }
        try add("templates/.?*", line: 0)
    }

    private mutating func add(_ text: String, line: Int) throws(ChartError) {
        guard !text.isEmpty, !text.hasPrefix("#") else { return }
        if text.contains("**") {
            throw refusal("double-star (**) syntax is not supported", line)
        }
        var rest = text[...]
        let isNegated = rest.hasPrefix("!")
        if isNegated { rest = rest.dropFirst() }
        let isForFolders = rest.hasSuffix("/")
        if isForFolders { rest = rest.dropLast() }
        let isRooted = rest.hasPrefix("/")
        guard let pattern = PathPattern(String(isRooted ? rest.dropFirst() : rest)) else {
            throw refusal("syntax error in pattern", line)
        }
        rules.append(
            Rule(
                pattern: pattern,
                isNegated: isNegated,
                isForFolders: isForFolders,
                isForPaths: isRooted || rest.contains("/")
            )
        )
    }

    private func refusal(_ message: String, _ line: Int) -> ChartError {
        ChartError(
            .files,
            message,
            at: ChartError.Place(file: ".helmignore", line: line),
            remedy: "correct .helmignore"
        )
    }

    /// Whether a file or folder below the chart's root is not part of the chart.
    func ignores(_ path: String, isFolder: Bool) -> Bool {
        guard !path.isEmpty, path != ".", path != "./" else { return false }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for rule in rules {
            let matches = rule.pattern.matches(rule.isForPaths ? path : name)
            if rule.isNegated {
                if rule.isForFolders && !isFolder || !matches { return true }
            } else if matches, !rule.isForFolders || isFolder {
                return true
            }
        }
        return false
    }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
