// SPDX-License-Identifier: Apache-2.0

import Plans
import Testing

@testable import Catalogs

@Suite("What a filter keeps of a catalog")
struct DocumentFilterTests {
    private let filter = DocumentFilter([
        KeptPackage(
            name: "foo",
            defaultChannel: "beta",
            channels: [
                KeptChannel(name: "beta", entries: ["foo.v2", "foo.v3"]),
                KeptChannel(name: "stable", entries: ["foo.v3"]),
            ]
        ),
        KeptPackage(name: "bar", channels: [KeptChannel(name: "one", entries: ["bar.v1"])]),
    ])

    private func document(_ schema: String, _ package: String, _ name: String = "") -> CatalogDocument {
        CatalogDocument(schema: schema, package: package, name: name, format: .json, offset: 0, length: 0)
    }

    /// The schema, the package and the name of a document; whether it may be kept, and whether its content decides that.
    @Test(
        "is what belongs to a kept part, and what belongs to no package",
        arguments: [
            ("olm.package", "foo", "foo", true, true), ("olm.package", "bar", "bar", true, false),
            ("olm.package", "baz", "baz", false, false), ("olm.package", "", "", false, false),
            ("olm.channel", "foo", "beta", true, true), ("olm.channel", "foo", "alpha", false, false),
            ("olm.channel", "bar", "beta", false, false), ("olm.bundle", "foo", "foo.v3", true, false),
            ("olm.bundle", "foo", "foo.v1", false, false), ("olm.bundle", "bar", "foo.v3", false, false),
            ("olm.deprecations", "foo", "", true, true), ("olm.deprecations", "baz", "", false, false),
            ("custom.thing", "bar", "x", true, false), ("custom.thing", "baz", "x", false, false),
            ("custom.thing", "", "x", true, false),
        ]
    )
    func kept(schema: String, package: String, name: String, isKept: Bool, isRead: Bool) {
        #expect(filter.mayKeep(document(schema, package, name)) == isKept)
        #expect(filter.looksInto(document(schema, package, name)) == isRead)
    }

    /// A document by schema, package and name, its JSON, and what becomes of that; `nil` where it is dropped.
    @Test(
        "is changed where it speaks of what goes, and nowhere else",
        arguments: [
            ("olm.package foo", #"{"defaultChannel":"beta"}"#, #"{"defaultChannel":"beta"}"#),
            ("olm.package foo", #"{"defaultChannel": "alpha", "x": 1}"#, #"{"defaultChannel": "beta", "x": 1}"#),
            ("olm.package foo", #"{"defaultChannel":null}"#, #"{"defaultChannel":"beta"}"#),
            ("olm.package bar", #"{"defaultChannel":"alpha"}"#, #"{"defaultChannel":"alpha"}"#),
            ("olm.channel foo beta", #"{"entries":[{"name":"foo.v3"}]}"#, #"{"entries":[{"name":"foo.v3"}]}"#),
            (
                "olm.channel foo beta", #"{"entries":[{"name":"foo.v1"},{"name":"foo.v3"}]}"#,
                #"{"entries":[{"name":"foo.v3"}]}"#
            ),
            ("olm.channel foo stable", #"{"entries":[{"name":"foo.v2"}]}"#, nil), ("olm.channel foo beta", "{}", "{}"),
            ("olm.channel foo beta", #"{"entries":null}"#, #"{"entries":null}"#),
            ("olm.channel foo beta", #"{"entries":[]}"#, #"{"entries":[]}"#), ("olm.channel baz beta", "{}", nil),
            (
                "olm.deprecations foo", #"{"entries":[{"reference":{"schema":"olm.channel","name":"alpha"}}]}"#, nil
            ),
            (
                "olm.deprecations foo", #"{"entries":[{"reference":{"schema":"olm.package"}}]}"#,
                #"{"entries":[{"reference":{"schema":"olm.package"}}]}"#
            ),
            (
                "olm.deprecations foo",
                #"{"entries":[{"reference":{"schema":"olm.bundle","name":"foo.v1"}},{"reference":{"schema":"x"}}]}"#,
                #"{"entries":[{"reference":{"schema":"x"}}]}"#
            ),
            ("custom.thing foo", "[1]", "[1]"),
        ] as [(String, String, String?)]
    )
    func outcomes(words: String, json: String, becomes: String?) throws {
        let words = words.split(separator: " ").map(String.init)
        let document = document(words[0], words[1], words.count > 2 ? words[2] : "")
        let expected: DocumentFilter.Outcome =
            becomes == nil ? .dropped : becomes == json ? .copied : .edited(Array((becomes ?? "").utf8))
        #expect(try filter.outcome(of: document, json: Array(json.utf8)) == expected)
    }

    @Test(
        "cannot be told where a document is not what its schema says, and that is said with the place",
        arguments: [
            ("olm.package foo", "[]", 0, "expected an object"), ("olm.package foo", "{", 1, nil),
            ("olm.channel foo beta", #"{"entries":{}}"#, 11, "`entries` is no list"),
            ("olm.channel foo beta", #"{"entries":[{"name":1}]}"#, 12, "an entry has no `name`"),
            ("olm.channel foo beta", #"{"entries":["foo.v3"]}"#, 12, "an entry has no `name`"),
            ("olm.deprecations foo", #"{"entries":[{"reference":"x"}]}"#, 12, "an entry has no `reference.schema`"),
            (
                "olm.deprecations foo", #"{"entries":[{"reference":{"schema":"olm.bundle"}}]}"#, 25,
                "an entry has no `name`"
            ),
        ] as [(String, String, Int, String?)]
    )
    func faults(words: String, json: String, offset: Int, message: String?) {
        let words = words.split(separator: " ").map(String.init)
        let document = document(words[0], words[1], words.count > 2 ? words[2] : "")
        let failure = #expect(throws: JSONText.Failure.self) {
            try filter.outcome(of: document, json: Array(json.utf8))
        }
        #expect(failure?.offset == offset && (message == nil || failure?.message == message), "\(failure as Any)")
    }

    @Test(
        "are the entries of a channel, by name and in order",
        arguments: [("{}", []), (#"{"entries":null}"#, []), (#"{"entries":[{"name":"b"},{"name":"a"}]}"#, ["b", "a"])]
    )
    func entries(json: String, names: [String]) throws {
        #expect(try DocumentFilter.entryNames(Array(json.utf8)) == names)
    }
}
