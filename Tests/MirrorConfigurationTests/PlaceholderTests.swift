// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import MirrorConfiguration

@Suite("What stands for something that was still to be written")
struct PlaceholderTests {
    private static func found(_ line: String) -> [String] {
        Placeholder.all(in: Array(line.unicodeScalars)[...]).map { "\($0.kind) \($0.text)" }
    }

    @Test(
        "is told from what a configuration has",
        arguments: [
            ("name: {{ channel }}", ["field {{ channel }}"]), ("a: {{ x }}-{{y}}", ["field {{ x }}", "field {{y}}"]),
            ("a: {{ x", ["field {{ x"]), ("{% if x %}", ["statement {% if x %}"]),
            ("<% end %>", ["statement <% end %>"]),
            ("{# note #}", ["statement {# note #}"]), ("a: ${X}", ["variable ${X}"]), ("a: $(X)", ["variable $(X)"]),
            ("a: $X-1", ["variable $X"]), ("a: $_x", ["variable $_x"]), ("a: ((x))", ["field ((x))"]),
            ("a: {version}", ["field {version}"]), ("a: v{VERSION}", ["field {VERSION}"]),
            ("a: <image>", ["field <image>"]),
            ("a: @NAME@:__TAG__", ["field @NAME@", "field __TAG__"]), ("a: %IMAGE%", ["field %IMAGE%"]),
            ("- ...", ["omission ..."]), ("- …", ["omission …"]), ("a: \"...\"", ["omission ..."]),
            ("a: ....", ["omission ...."]),
            ("a: TODO", ["reminder TODO"]), ("a: b:CHANGEME", ["reminder CHANGEME"]),
            ("a: change-me", ["reminder change-me"]),
            ("a: XX", ["reminder XX"]), ("x: <a> {b} $C", ["field <a>", "field {b}", "variable $C"]),
        ]
    )
    func placeholders(line: String, found: [String]) { #expect(Self.found(line) == found) }

    @Test(
        "is nothing that a reference, a pattern or a mapping has",
        arguments: [
            "name: quay.io/a/b:c", "name: quay.io/a/b@sha256:aa", "name: ^quay\\.io/a$", "a.{2,3}", "\\p{Greek}",
            "(?P<x>y)",
            "(?<x>y)", "((a|b)c)", "(a((b)))", "a{3}", "{.spec.image}", "{}", "{name: a, full: true}", "{a: b}", "a: <",
            "a: < b",
            "a: a<b", "<<: *x", "$", "a$", "$1", "a: 5 $", "@", "a@b", "%", "50%", "__init__", "_a_", "...", "...  ",
            "a...b", "a: ..",
            "TODOS", "my-TODO", "TODO-list", "X", "todo", "\u{2026}b",
        ]
    )
    func others(line: String) { #expect(Self.found(line) == []) }

    @Test func `has advice for each kind, and its own text`() {
        let line = Array("<a> $B {% c %} ... TODO".unicodeScalars)
        let found = Placeholder.all(in: line[...])
        #expect(found.map(\.kind) == [.field, .variable, .statement, .omission, .reminder])
        #expect(Set(found.map(\.remedy)).count == 5)
        for placeholder in found { #expect(placeholder.summary.contains("`\(placeholder.text)`")) }
    }

    @Test func `lies where it stands, in order and without overlaps, whatever a line is`() {
        var generator = SeededGenerator(seed: 4)
        let pieces = [
            "{{", "}}", "{", "}", "<", ">", "$", "@", "__", "%", "...", "…", "TODO", "A", "b", " ", ":", "((", "))",
            "é",
        ]
        var count = 0
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let line = Array(text.unicodeScalars)
            var end = 0
            for placeholder in Placeholder.all(in: line[...]) {
                #expect(placeholder.range.lowerBound >= end && placeholder.range.upperBound <= line.count)
                #expect(!placeholder.range.isEmpty)
                #expect(placeholder.text == String(String.UnicodeScalarView(line[placeholder.range])))
                end = placeholder.range.upperBound
                count += 1
            }
        }
        #expect(count > 1000)
    }
}
