// SPDX-License-Identifier: Apache-2.0

import Catalogs
import TestSupport
import Testing

@Suite("A package of a catalog", .waitsForPrograms)
struct PackageTests {
    private let bench: ReadingBench

    init() throws { bench = try ReadingBench() }

    @Test("is the same in JSON and in YAML")
    func formats() async throws {
        let json = """
            {"schema":"olm.package","name":"a","defaultChannel":"c"}
            {"schema":"olm.channel","package":"a","name":"c","entries":[
              {"name":"a.v2","replaces":"a.v1","skips":["a.v1.1"],"skipRange":"<2"},{"name":"a.v1","replaces":""}]}
            {"schema":"olm.bundle","package":"a","name":"a.v2","image":"i","relatedImages":[{"name":"n","image":"r"}],
             "properties":[{"type":"olm.package","value":{"packageName":"a","version":"2.0.0"}},
              {"type":"olm.package.required","value":{"packageName":"b","versionRange":">1"}},
              {"type":"olm.gvk","value":{"group":"g","version":"v","kind":"K"}},
              {"type":"olm.gvk.required","value":{"group":"g","version":"v","kind":"R"}},
              {"type":"olm.constraint","value":{"cel":{"rule":"a > \\"b\\""}}},
              {"type":"olm.csv.metadata","value":{"displayName":"The A","description":"long"}}]}
            {"schema":"olm.deprecations","package":"a","entries":[]}
            """
        let yaml = """
            # a catalog
            schema: olm.package
            name: a
            defaultChannel: c
            ---
            schema: olm.channel
            package: a
            name: c
            entries:
            - {name: a.v2, replaces: a.v1, skips: [a.v1.1], skipRange: <2}
            - name: a.v1
            ---
            schema: olm.bundle
            package: a
            name: a.v2
            image: i
            relatedImages: [{name: "n", image: r}]
            properties:
            - {type: olm.package, value: {packageName: a, version: 2.0.0}}
            - {type: olm.package.required, value: {packageName: b, versionRange: ">1"}}
            - {type: olm.gvk, value: &api {group: g, version: v, kind: K}}
            - {type: olm.gvk.required, value: {<<: *api, kind: R}}
            - {type: olm.constraint, value: {cel: {rule: 'a > "b"'}}}
            - type: olm.csv.metadata
              value:
                displayName: The A
                description: |
                  ---
                  long
            ---
            schema: olm.deprecations
            package: a
            entries: []
            """
        var bundle = CatalogBundle(
            name: "a.v2",
            image: "i",
            version: "2.0.0",
            relatedImages: [RelatedImage(name: "n", image: "r")],
            needs: .init(
                packages: [RequiredPackage(name: "b", versionRange: ">1")],
                apis: [CatalogAPI(group: "g", version: "v", kind: "R")],
                constraints: [#"{"cel":{"rule":"a > \"b\""}}"#]
            ),
            providedAPIs: [CatalogAPI(group: "g", version: "v", kind: "K")]
        )
        bundle.displayName = "The A"
        let expected = CatalogPackage(
            name: "a",
            defaultChannel: "c",
            channels: [
                CatalogChannel(
                    name: "c",
                    entries: [
                        ChannelEntry(name: "a.v2", replaces: "a.v1", skips: ["a.v1.1"], skipRange: "<2"),
                        ChannelEntry(name: "a.v1"),
                    ]
                )
            ],
            bundles: [
                bundle
            ]
        )
        for (name, text) in [("a.json", json), ("catalog.yaml", yaml)] {
            let catalog = try await bench.read([name: text])
            #expect(catalog.packageNames == ["a"])
            #expect(try await catalog.package("a") == expected)
            #expect(
                catalog.files[0].documents.map(\.format) == Array(repeating: name == "a.json" ? .json : .yaml, count: 4)
            )
            #expect(catalog.files[0].documents.allSatisfy { $0.package == "a" })
        }
    }

    @Test("may lie in several files, of both formats")
    func severalFiles() async throws {
        let catalog = try await bench.read([
            "b/bundles.json": #"{"schema":"olm.bundle","package":"b","name":"b.v1","image":"i"}"#,
            "b/channels.yaml": "schema: olm.channel\npackage: b\nname: c\nentries: [{name: b.v1}]\n",
            "b/operator.yaml": "---\nschema: olm.package\nname: b\n",
            "extra.json": #"{"schema":"loose"} {"schema":"more","package":"other","name":"n"}"#,
        ])
        let package = try #require(try await catalog.package("b"))
        #expect(package.bundles == [CatalogBundle(name: "b.v1", image: "i", version: nil)])
        #expect(package.channels == [CatalogChannel(name: "c", entries: [ChannelEntry(name: "b.v1")])])
        #expect(package.defaultChannel == "")
        #expect(catalog.packageNames == ["b"])
        #expect(try await catalog.package("other") == nil)
        #expect(catalog.files.map(\.path).last == "configs/extra.json")
        #expect(catalog.files.last?.documents.map(\.package) == ["", "other"])
    }

    private static let package = #"{"schema":"olm.package","name":"a"}"#

    /// Two files of a catalog, and the place and the message of the error that their package is.
    private static let faults: [(String, String, String, String)] = [
        (
            package, "\n" + package, "configs/b.json:2",
            "the document `olm.package` of the package `a` is here for the second time; it is also at configs/a.json:1"
        ),
        (
            package + "\n" + #"{"schema":"olm.channel","package":"a","name":"c"}"#,
            #"{"schema":"olm.channel","package":"a","name":"c"}"#, "configs/b.json:1",
            "the channel `c` of the package `a` is here for the second time; it is also at configs/a.json:2"
        ),
        (
            package + #" {"schema":"olm.bundle","package":"a","name":"c"}"#,
            "schema: olm.bundle\npackage: a\nname: c\n", "configs/b.json:1",
            "the bundle `c` of the package `a` is here for the second time; it is also at configs/a.json:1"
        ),
        (
            #"{"schema":"x"}"#, #"{"schema":"olm.bundle","package":"a","name":"c"}"#, "configs/b.json:1",
            "the package `a` has documents such as the bundle `c` here, but no document with the schema `olm.package`"
        ),
        (
            package,
            #"{"schema":"olm.bundle","package":"a","name":"c","properties":[{"type":"olm.package","value":{}},"#
                + #"{"type":"olm.package","value":{"version":"1"}},{"type":"olm.package","value":{"version":"2"}}]}"#,
            "configs/b.json:1",
            "the bundle `c` cannot be read: `properties[2].type`: the bundle has two properties `olm.package`"
        ),
    ]

    @Test("is refused where its documents contradict each other, and the others are not", arguments: faults.indices)
    func contradictions(index: Int) async throws {
        let (first, second, place, message) = Self.faults[index]
        let catalog = try await bench.read([
            "a.json": first, "b.json": second, "c.json": #"{"schema":"olm.package","name":"fine"}"#,
        ])
        let error = await #expect(throws: CatalogError.self) { try await catalog.package("a") }
        #expect(error?.place == place)
        #expect(error?.message == message)
        #expect(try await catalog.package("fine") != nil)
    }

    @Test("never fails in another way, whatever a catalog says", arguments: 0..<60)
    func fuzz(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var operators = CatalogReaderTests.operators
        operators[0].extraDocuments = ["{\"schema\":\"olm.deprecations\",\"package\":\"foo\",\"entries\":[]}"]
        var files = try TestCatalog(operators).files.mapValues { Array($0.utf8) }
        files["bar/catalog.json"] = Array(
            "---\nschema: olm.package\nname: bar\n---\nschema: &a olm.channel\nname: *a\npackage: bar\n".utf8
        )
        files[".indexignore"] = Array("*.md\n".utf8)
        let alphabet = Array("{}[]\",:\\0e-tn &*\n#'|>".utf8) + [0x00, 0x80, 0xff]
        for name in files.keys.sorted() {
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                guard var bytes = files[name], bytes.count > 30 else { continue }
                let index = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: index)
                case 2: bytes.removeSubrange(index..<min(bytes.count, index + 30))
                default: bytes[index] = alphabet.randomElement(using: &generator) ?? 0
                }
                files[name] = bytes
            }
        }
        var archive = TestArchive()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try archive.add("configs/\(name)", bytes) }
        let image = try await bench.open(try ReadingBench.image([archive]))
        do {
            let catalog = try await bench.reader.read(image, expecting: nil)
            for name in catalog.packageNames { _ = try await catalog.package(name) }
            try await bench.reader.documents(of: catalog, in: image, where: { _ in true }) { _, _, _ in }
        } catch is CatalogError {}
    }
}
