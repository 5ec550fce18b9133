// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing

@testable import Catalogs
@testable import Plans

@Suite("The layer of a filtered catalog", .waitsForPrograms)
struct CatalogContentLayerTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private typealias Document = WrittenCatalog.Document

    private static let foo = KeptPackage(
        name: "foo",
        defaultChannel: "beta",
        channels: [KeptChannel(name: "beta", entries: ["foo.v2", "foo.v3"])]
    )

    private static let deprecations = #"""
        {"schema":"olm.deprecations","package":"foo","entries":[
          {"reference":{"schema":"olm.package"},"message":"all of it"},
          {"reference":{"schema":"olm.channel","name":"alpha"},"message":"old"},
          {"reference":{"schema":"olm.channel","name":"beta"},"message":"older"},
          {"reference":{"schema":"olm.bundle","name":"foo.v1"},"message":"broken"},
          {"reference":{"schema":"olm.bundle","name":"foo.v3"},"message":"bent"}
        ]}
        """#

    private static func bundle(_ name: String, of package: String = "foo") -> Document {
        Document(
            schema: "olm.bundle",
            package: package,
            name: name,
            text: "{ \"schema\" : \"olm.bundle\", \"package\":\"\(package)\",\n\t\"name\":\"\(name)\" }"
        )
    }

    /// A catalog with all that a filter has to do with.
    private static func catalog() throws -> WrittenCatalog {
        var catalog = WrittenCatalog()
        catalog.add(
            "configs/foo/deep/catalog.json",
            [
                try WrittenCatalog.document(
                    #"{"schema":"olm.package","name":"foo","defaultChannel":"alpha","icon":1e3}"#
                ),
                try WrittenCatalog.document(
                    #"{"schema":"olm.channel","package":"foo","name":"alpha","entries":[{"name":"foo.v1"}]}"#
                ),
                bundle("foo.v1"),
                try WrittenCatalog.document(
                    """
                    {"schema":"olm.channel","package":"foo","name":"beta","entries":[
                      {"name":"foo.v1"},
                      {"name":"foo.v2","replaces":"foo.v1"},
                      {"name":"foo.v3","replaces":"foo.v2"}
                    ]}
                    """
                ),
                bundle("foo.v2"),
                try WrittenCatalog.document(deprecations),
            ]
        )
        catalog.add(
            "configs/foo/more.json",
            [
                try WrittenCatalog.document(#"{"schema":"custom.thing","package":"foo","name":"x"}"#),
                bundle("foo.v3"), bundle("foo.v3", of: "bar"),
            ]
        )
        catalog.add("configs/bar/catalog.json", [bundle("bar.v1", of: "bar")])
        catalog.add("configs/notes.json", [Document(schema: "notes", text: #"{"schema":"notes", "text":"é"}"#)])
        return catalog
    }

    @Test("has what is kept where it was, byte for byte but for what the filter changes")
    func contents() async throws {
        let layer = try await Self.catalog().layer(keeping: [Self.foo], in: directory)
        #expect(
            layer.listing == [
                "drwxr-xr-x 0/0 configs/", "drwxr-xr-x 0/0 configs/foo/", "drwxr-xr-x 0/0 configs/foo/deep/",
                "-rw-r--r-- 0/0 configs/foo/deep/catalog.json", "-rw-r--r-- 0/0 configs/foo/more.json",
                "-rw-r--r-- 0/0 configs/notes.json",
            ]
        )
        #expect(layer.isTimeless)
        let bundle = { (name: String) in Self.bundle(name).text }
        #expect(
            layer.files["configs/foo/deep/catalog.json"] == """
                {"schema":"olm.package","name":"foo","defaultChannel":"beta","icon":1e3}
                {"schema":"olm.channel","package":"foo","name":"beta","entries":[
                  {"name":"foo.v2","replaces":"foo.v1"},
                  {"name":"foo.v3","replaces":"foo.v2"}
                ]}
                \(bundle("foo.v2"))
                {"schema":"olm.deprecations","package":"foo","entries":[
                  {"reference":{"schema":"olm.package"},"message":"all of it"},
                  {"reference":{"schema":"olm.channel","name":"beta"},"message":"older"},
                  {"reference":{"schema":"olm.bundle","name":"foo.v3"},"message":"bent"}
                ]}

                """
        )
        #expect(
            layer.files["configs/foo/more.json"]
                == "{\"schema\":\"custom.thing\",\"package\":\"foo\",\"name\":\"x\"}\n\(bundle("foo.v3"))\n"
        )
        #expect(layer.files["configs/notes.json"] == "{\"schema\":\"notes\", \"text\":\"é\"}\n")
    }

    @Test("is YAML where the source is, and what is changed there is JSON behind a line that says so")
    func yaml() async throws {
        var catalog = WrittenCatalog()
        let channel =
            #"{"schema":"olm.channel","package":"foo","name":"beta","entries":[{"name":"foo.v1"},{"name":"foo.v2"}]}"#
        catalog.add(
            "configs/catalog.yaml",
            [
                Document(schema: "olm.channel", package: "foo", name: "beta", text: "entries: # all", json: channel),
                Document(schema: "olm.package", package: "foo", name: "foo", text: "name: foo # é", json: "{}"),
                Document(schema: "olm.bundle", package: "foo", name: "foo.v2", text: "name: foo.v2", json: "{}"),
            ]
        )
        let kept = KeptPackage(name: "foo", channels: [KeptChannel(name: "beta", entries: ["foo.v2"])])
        let layer = try await catalog.layer(keeping: [kept], in: directory)
        #expect(
            layer.files["configs/catalog.yaml"] == """
                ---
                {"schema":"olm.channel","package":"foo","name":"beta","entries":[{"name":"foo.v2"}]}
                ---
                name: foo # é
                ---
                name: foo.v2

                """
        )
    }

    @Test("drops deprecations of which nothing is left, and leaves those alone that lose nothing")
    func deprecations() async throws {
        func files(_ entries: String) async throws -> String? {
            var catalog = WrittenCatalog()
            try catalog.add("configs/a.json", [TestOperator("foo", default: "beta", [("beta", ["foo.v2"])])])
            let json = "{\"schema\": \"olm.deprecations\", \"package\": \"foo\", \"entries\": \(entries)}"
            catalog.add("configs/b.json", [try WrittenCatalog.document(json)])
            let kept = KeptPackage(name: "foo", channels: [KeptChannel(name: "beta", entries: ["foo.v2"])])
            let text = try await catalog.layer(keeping: [kept], in: directory).files["configs/b.json"]
            #expect(text == nil || text == json + "\n")
            return text
        }
        #expect(try await files(#"[{"reference":{"schema":"olm.bundle","name":"foo.v1"}}]"#) == nil)
        #expect(try await files(#"[{"reference":{"schema":"olm.channel","name":"alpha"}}]"#) == nil)
        for kept in [#"{"schema":"olm.package"}"#, #"{"schema":"olm.bundle","name":"foo.v2"}"#, #"{"schema":"new"}"#] {
            #expect(try await files("[{\"reference\":\(kept)}]") != nil, "\(kept)")
        }
        #expect(try await files("[]") != nil)
        #expect(try await files("null") != nil)
    }

    @Test("does not touch the document of a package whose default channel stays", arguments: ["alpha", nil])
    func defaultChannel(name: String?) async throws {
        var catalog = WrittenCatalog()
        let package = "{\n \"defaultChannel\" :\"alpha\",\"schema\":\"olm.package\",\"name\":\"foo\"}"
        let channel = #"{"schema":"olm.channel","package":"foo","name":"alpha","entries":[{"name":"foo.v1"}]}"#
        catalog.add("configs/a.json", try [package, channel].map(WrittenCatalog.document))
        let channels = [KeptChannel(name: "alpha", entries: ["foo.v1"])]
        let layer = try await catalog.layer(
            keeping: [KeptPackage(name: "foo", defaultChannel: name, channels: channels)],
            in: directory
        )
        #expect(layer.files["configs/a.json"] == "\(package)\n\(channel)\n")
    }

    @Test("says what its source lacks of what is to be kept")
    func lacking() async throws {
        var other = Self.foo
        other.fields.name = "oof"
        var channel = Self.foo
        channel.fields.channels.append(KeptChannel(name: "stable", entries: ["foo.v3"]))
        var entry = Self.foo
        entry.fields.channels[0].fields.entries.append("foo.v4")
        for (kept, message) in [
            (other, "package `oof`"), (channel, "entry `foo.v3` in the channel `stable` of the package `foo`"),
            (entry, "entry `foo.v4` in the channel `beta` of the package `foo`"),
        ] {
            let error = await #expect(throws: FilteredCatalogError.self) {
                try await Self.catalog().layer(keeping: [kept], in: directory)
            }
            #expect(error == .lacking(catalog: "test", message))
            #expect(error?.isStale == true)
        }
    }

    @Test(
        "names the document that does not say what its schema has to say",
        arguments: [
            (#""entries":[{"nam":"foo.v2"}]"#, "an entry has no `name`"), (#""entries":{}"#, "`entries` is no list"),
            (#""entries":["foo.v2"]"#, "an entry has no `name`"),
            (#""entries":[{"name":"foo.v2"}],"entries":[]"#, "the key `entries` occurs in an object in two spellings"),
        ]
    )
    func badDocument(fields: String, message: String) async throws {
        var catalog = WrittenCatalog()
        let channel = "{\"schema\":\"olm.channel\",\"package\":\"foo\",\"name\":\"beta\",\(fields)}"
        catalog.add(
            "configs/a.json",
            [Document(schema: "olm.channel", package: "foo", name: "beta", text: channel)]
        )
        let error = await #expect(throws: FilteredCatalogError.self) {
            try await catalog.layer(keeping: [Self.foo], in: directory)
        }
        #expect(
            error?.description.contains("configs/a.json, olm.channel `beta`: \(message)") == true,
            "\(error as Any)"
        )
        #expect(error?.isStale == false)
    }

    @Test("is not made of documents that come in another order or not at all", arguments: ["swapped", "fewer"])
    func reread(how: String) async throws {
        var catalog = try Self.catalog()
        catalog.reread = { how == "fewer" ? $0.dropLast() : $0.reversed() }
        await #expect(throws: FilteredCatalogError.self) {
            try await catalog.layer(keeping: [Self.foo], in: directory)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: directory["cache/mirror/drafts"])
        #expect(left.isEmpty)
    }

    @Test("lies where the catalog lay, however deep, and leaves the folders above alone")
    func deepRoot() async throws {
        var catalog = WrittenCatalog()
        try catalog.add("var/lib/configs/foo/a.json", [TestOperator("foo", default: "beta", [("beta", ["foo.v2"])])])
        let kept = KeptPackage(name: "foo", channels: [KeptChannel(name: "beta", entries: ["foo.v2"])])
        let layer = try await catalog.layer(keeping: [kept], in: directory, root: "var/lib/configs")
        #expect(layer.listing.first == "drwxr-xr-x 0/0 var/lib/configs/")
        #expect(layer.listing.count == 3)
    }

    @Test("keeps a subset of documents in their order, and what is filtered again does not change", arguments: 0..<20)
    func idempotent(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var catalog = WrittenCatalog()
        var kept: [KeptPackage] = []
        for name in ["a", "b", "c"] {
            let entries = (1...6).map { "\(name).v\($0)" }
            let channels = ["x", "y"].map { ($0, entries.filter { _ in Bool.random(using: &generator) }) }
            try catalog.add("configs/\(name)/catalog.json", [TestOperator(name, default: "x", channels)])
            let chosen = channels.map { channel, entries in
                KeptChannel(name: channel, entries: entries.filter { _ in Bool.random(using: &generator) })
            }.filter { !$0.entries.isEmpty }
            if !chosen.isEmpty {
                kept.append(KeptPackage(name: name, defaultChannel: chosen[0].name, channels: chosen))
            }
        }
        let first = try await catalog.layer(keeping: kept, in: directory)
        var second = WrittenCatalog()
        for (path, text) in first.files.sorted(by: { $0.key < $1.key }) {
            // Every document of these begins at the first column.
            let documents = text.split(separator: "\n{").enumerated().map {
                $0.offset == 0 ? String($0.element) : "{\($0.element)"
            }
            second.add(path, try documents.map { try WrittenCatalog.document($0.trimmingCharacters(in: .newlines)) })
        }
        #expect(try await second.layer(keeping: kept, in: directory).digest == first.digest)
    }
}
