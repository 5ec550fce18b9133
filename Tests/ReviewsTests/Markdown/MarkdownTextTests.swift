// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Reviews

@Suite("Foreign text in Markdown")
struct MarkdownTextTests {
    @Test("is a code span with exactly that text, whatever it is")
    func code() {
        for text in HostileText.pieces + HostileText.texts(4000, seed: 1) {
            let scanned = ScannedMarkdown(MarkdownText.code(text))
            #expect(scanned.skeleton == "□", "\(text.debugDescription)")
            #expect(scanned.spans == [text.isEmpty ? " " : printable(text)], "\(text.debugDescription)")
        }
    }

    @Test("has no pipe in a cell of a table, with or without a backslash")
    func cell() {
        for text in HostileText.pieces + HostileText.texts(4000, seed: 2) {
            for cell in [MarkdownText.cell(text), MarkdownText.cellProse(text), MarkdownText.cell([text, text])] {
                let breaking = cell.filter { $0 == "|" || $0.isNewline }
                #expect(breaking == "", "\(text.debugDescription)")
            }
        }
        #expect(MarkdownText.cell("a|b") == "`a¦b`")
    }

    @Test("is only plain words outside of code spans in a sentence")
    func prose() {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.;:()'-□é🙂\u{fffd}á")
        for text in HostileText.pieces + HostileText.texts(4000, seed: 3) {
            let skeleton = ScannedMarkdown(MarkdownText.prose(text)).skeleton
            let others = skeleton.filter { !plain.contains($0) }
            #expect(others == "", "\(text.debugDescription): \(skeleton)")
            #expect(!skeleton.contains("□□"), "\(text.debugDescription)")
            let commits = skeleton.split(separator: " ").filter { $0.count >= 7 && $0.allSatisfy(\.isHexDigit) }
            #expect(commits == [], "\(text.debugDescription)")
        }
    }

    @Test(
        "stays readable",
        arguments: [
            ("`x` blocks no image", "`x` blocks no image"),
            ("quay.io/a/b:1 is left out: blocked by `z`", "`quay.io/a/b:1` is left out: blocked by `z`"),
            ("the registry's answer (4.16.3), see below.", "the registry's answer (`4.16.3`), see below."),
            ("ask @admin about #12", "ask `@admin` about `#12`"),
            ("one ` alone", "one `'` alone"),
            ("`a``b`", "`a` `b`"),
            ("run: mirror plan --prune", "run: mirror plan `--prune`"),
            ("5 of 10 images", "5 of 10 images"),
        ]
    )
    func readable(text: String, expected: String) { #expect(MarkdownText.prose(text) == expected) }

    @Test("is cut where nobody would read on")
    func long() {
        let code = MarkdownText.code(String(repeating: "x", count: 900))
        #expect(code.count == MarkdownText.longest + 3)
        #expect(code.hasSuffix("…`"))
        #expect(MarkdownText.cell(["a", "b", "c", "d"], most: 2) == "`a`, `b`, 2 more")
        #expect(MarkdownText.cell([String]()) == "–")
    }
}
