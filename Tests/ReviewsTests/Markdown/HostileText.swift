// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Texts that try to be more than text: everything that Markdown, HTML, Mermaid and forges give a meaning to.
enum HostileText {
    static let pieces = [
        "`", "``", "```", "|", "\\|", "\\", "\n", "\r\n", "\u{2028}", "\t", " ", "  ", "<", ">", "</details>",
        "<img src=x>",
        "<!--", "-->", "<script>", "@admin", "@org/team", "#1", "!2", "~label", "%3", "$x$", "&amp;", "&#64;",
        ":smile:",
        "https://evil.example/x?a=b", "www.evil.example", "mailto:joe@evil.example", "[x](https://evil.example)",
        "![x](y)",
        "[x]: y", "[^1]", "**", "__", "~~", "*", "_", "# ", "> ", "- ", "1. ", "---", "===", "/close", "/approve",
        "- [x] ",
        "deadbeef", "0123456789abcdef0123456789abcdef01234567", "GH-1", "JIRA-7", "```mermaid", "end", "%%{init: {}}%%",
        "click n0 \"https://evil.example\"", "\"]", "\"", "#quot;", "-->", "subgraph", ";", "{{x}}", "word", "4.16.3",
        "é",
        "\u{202e}", "\u{1b}[2J", "\u{0}", "🙂", "a\u{301}",
    ]

    /// So many texts of a few pieces each, the same in every run.
    static func texts(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined(separator: Bool.random(using: &generator) ? " " : "")
        }
    }
}
