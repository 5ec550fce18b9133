// SPDX-License-Identifier: Apache-2.0

/// A line of Markdown as CommonMark (6.1) takes it apart: code spans, and the text around them.
struct ScannedMarkdown {
    /// The contents of the code spans.
    private(set) var spans: [String] = []
    /// The text where each code span is a `□`.
    private(set) var skeleton = ""

    init(_ line: String) {
        var rest = Substring(line)
        while let start = rest.firstIndex(of: "`") {
            skeleton += rest[..<start]
            let fence = rest[start...].prefix { $0 == "`" }
            let inside = rest[fence.endIndex...]
            guard let end = Self.end(of: fence.count, in: inside) else {
                skeleton += fence
                rest = inside
                continue
            }
            spans.append(Self.content(inside[..<end]))
            skeleton += "□"
            rest = inside[end...].dropFirst(fence.count)
        }
        skeleton += rest
    }

    /// The first run of exactly so many backticks.
    private static func end(of count: Int, in text: Substring) -> Substring.Index? {
        var rest = text
        while let start = rest.firstIndex(of: "`") {
            let run = rest[start...].prefix { $0 == "`" }
            if run.count == count { return start }
            rest = rest[run.endIndex...]
        }
        return nil
    }

    /// One space on each side is not part of the content, unless there is nothing else.
    private static func content(_ text: Substring) -> String {
        guard text.hasPrefix(" "), text.hasSuffix(" "), text.contains(where: { $0 != " " }) else { return String(text) }
        return String(text.dropFirst().dropLast())
    }
}
