// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Testing

@testable import Catalogs

@Suite("What is said of catalogs")
struct CatalogWordsTests {
    @Test(
        "names a channel's problem with the entries that have it",
        arguments: [
            (.noEntries, "it has no entries"), (.duplicateEntry("a"), "it has the entry `a` more than once"),
            (.replacesItself("a\u{1b}"), "`a�` replaces itself"), (.skipsItself("a"), "`a` skips itself"),
            (.noHead, "it has no head, because each entry is replaced or skipped by another one"),
            (.severalHeads(["a", "b"]), "it has 2 heads, `a` and `b`"),
            (.cycle(["a"]), "its updates form a cycle: a → a"),
            (.cycle(["a", "b", "c", "d", "e", "f"]), "its updates form a cycle: a → b → c → d → e → f → a"),
            (.cycle(["a", "b", "c", "d", "e", "f", "g"]), "its updates form a cycle: a → b → c → d → e → f → … → a"),
            (.stranded(["a"]), "its head does not lead to `a`"),
        ] as [(ChannelProblem, String)]
    )
    func problems(problem: ChannelProblem, text: String) { #expect(problem.description == text) }

    @Test(
        "lists as many names as people read, and counts the others",
        arguments: [
            ([], 6, "none"), (["a"], 6, "`a`"), (["a", "b"], 6, "`a` and `b`"),
            (["a", "b", "c"], 3, "`a`, `b` and `c`"),
            (["a", "b", "c", "d"], 3, "`a`, `b` and 2 more"), (["a\u{1b}[2J"], 1, "`a�[2J`"),
            (["a", "b"], 1, "2 more"),
        ]
    )
    func lists(names: [String], most: Int, text: String) { #expect(quoted(names, atMost: most) == text) }

    @Test(
        "offers the nearest name, or those that there are, sorted",
        arguments: [
            ("stabel", ["alpha", "stable"], "did you mean `stable`?"),
            ("x", ["beta", "alpha"], "the channels are `alpha` and `beta`"),
            ("x", [], "there are no channels"),
        ]
    )
    func suggestions(name: String, names: [String], text: String) {
        #expect(suggestion(for: name, among: names, called: "channels") == text)
    }

    /// What goes wrong, how the text ends, and whether planning again may help.
    @Test(
        "names what to do about a catalog that cannot be built, and whether its plan is stale",
        arguments: [
            (.lacking(catalog: "c", "package `p`"), "it does not have package `p`, which must be kept", true),
            (.gone(catalog: "c", Explanation("404")), "it is no longer available: 404", true),
            (
                .changed(catalog: "c", planned: Digest(of: [1]), found: Digest(of: [2])),
                "expected the layer \(Digest(of: [1])), found \(Digest(of: [2]))", true
            ),
            (.document(catalog: "c", place: "a.json", "no name"), "a.json: no name", false),
            (.image(catalog: "c", "no layers"), "no layers", false),
        ] as [(FilteredCatalogError, String, Bool)]
    )
    func building(error: FilteredCatalogError, text: String, isStale: Bool) {
        let lines = error.description.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("catalog c: ") && lines[0].hasSuffix(text))
        #expect(error.isStale == isStale)
        #expect(lines[1].hasPrefix("Run `mirror plan` again") == isStale)
    }

    @Test(
        "of what cannot be read tells which packages it may be about",
        arguments: [
            ("foo/catalog.yaml", ["foo", "catalog", "catalog.yaml"]), ("foo.v1.json", ["foo.v1", "foo.v1.json"]),
            ("a//b/c", ["a", "b", "c"]), ("", []),
        ]
    )
    func faults(path: String, names: [String]) {
        let fault = CatalogFault(at: path, CatalogError(catalog: "c", message: "m"))
        #expect(fault.isOfUnknownPackage)
        for name in names { #expect(fault.concerns(name), "\(name)") }
        for name in ["", "bar", "v1", ".json", "/"] { #expect(!fault.concerns(name), "\(name)") }
    }

    @Test("shows no character of a catalog that would move the cursor")
    func hostile() {
        let error = CatalogError(catalog: "c\u{1b}", place: "p\n", message: "m\u{7}", remedy: "r\u{202e}")
        #expect(error.explanation.text == "c�: p�: m�\nr�")
        #expect(CatalogError(catalog: "c", message: "m").explanation.text == "c: m")
    }
}
