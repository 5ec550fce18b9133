// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import ReviewPages

@Suite("Markup")
struct MarkupTests {
    @Test(
        "escapes every foreign text",
        arguments: [
            ("a & b", "a &amp; b"), ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload=\"x", "&quot; onload=&quot;x"), ("' x='", "&#39; x=&#39;"), ("&lt;", "&amp;lt;"),
            ("]]>", "]]&gt;"), ("é ☃ 漢", "é ☃ 漢"), ("\u{202e}evil\u{0}\n", "\u{fffd}evil\u{fffd}\u{fffd}"),
            ("https://user:secret@host/x", "https://***********@host/x"), ("", ""),
        ]
    )
    func escaping(text: String, expected: String) {
        let markup: Markup = "<p title=\"\(text)\">\(text)</p>"
        #expect(markup.html == "<p title=\"\(expected)\">\(expected)</p>")
    }

    @Test("leaves no sign of markup in a thousand random texts")
    func random() {
        var generator = SeededGenerator(seed: 17)
        let signs = Array(
            "<>&\"'`=/!-?[]{}();:@ \t\n\r\u{0}\u{b}\u{200b}\u{202e}\u{2028}\u{fffe}aä漢😀scriptstyleon".unicodeScalars
        )
        for _ in 0..<1000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                text.append(signs[Int.random(in: signs.indices, using: &generator)])
            }
            let escaped = Markup.escaped(String(text))
            #expect(!escaped.contains { "<>\"'\n\r\t\0".contains($0) }, "\(escaped)")
            let ends = ["amp;", "lt;", "gt;", "quot;", "#39;"]
            let entities = escaped.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            #expect(entities.allSatisfy { rest in ends.contains { rest.hasPrefix($0) } }, "\(escaped)")
        }
    }

    @Test(
        "links to the web only",
        arguments: [
            ("https://a.example/b", true), ("HTTP://a.example", true), ("javascript:alert(1)", false),
            (" https://a.example", false), ("data:text/html,x", false), ("//a.example", false), ("httpsx://a", false),
            ("java\nscript:x", false), ("", false),
        ]
    )
    func links(address: String, isLink: Bool) {
        #expect(Markup.link(to: address, "name").html.hasPrefix("<a ") == isLink)
        #expect(Markup.link(to: "https://a/\"><script>", "<b>").html.contains("<script>") == false)
    }

    @Test("makes tables with headings for columns and rows")
    func table() {
        let table = Table(
            "All",
            [.init("Name"), .init("Bytes", isNumber: true)],
            rows: [["<x>", "1"]],
            isFiltered: true
        )
        let html = table.markup.html
        #expect(html.contains("<th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Bytes</th>"))
        #expect(html.contains("<tr class=\"item\"><th scope=\"row\"><x></th><td class=\"number\">1</td></tr>"))
        #expect(html.contains("<caption>All</caption>"))
    }
}
