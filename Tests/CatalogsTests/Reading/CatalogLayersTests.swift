// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Layers
import OCI
import TestSupport
import Testing

@Suite("A catalog in layers", .waitsForPrograms)
struct CatalogLayersTests {
    private let bench: ReadingBench

    init() throws { bench = try ReadingBench() }

    /// Makes layers of files, each with one document that is named after the layer; a trailing slash makes a folder,
    /// an arrow a link and an equals sign a hard link; a colon gives a text.
    private func archives(_ layers: [[String]]) throws -> [TestArchive] {
        try layers.enumerated().map { number, members in
            var archive = TestArchive()
            for member in members {
                let parts = member.split(separator: " ", maxSplits: 2).map(String.init)
                switch parts.dropFirst().first {
                case "->": try archive.add(link: parts[0], to: parts[2])
                case "=": try archive.add(hardLink: parts[0], to: parts[2])
                case ":": try archive.add(parts[0], parts[2])
                default:
                    if member.hasSuffix("/") {
                        try archive.add(folder: member)
                    } else {
                        try archive.add(member, #"{"schema":"custom","name":"of \#(number)"}"#)
                    }
                }
            }
            return archive
        }
    }

    /// Layers, base first, and the files that are read of them, in order.
    private static let cases: [([[String]], [String])] = [
        ([["configs/a", "etc/x"], ["configs/b"]], ["configs/a of 0", "configs/b of 1"]),
        ([["configs/b", "configs/a"]], ["configs/b of 0", "configs/a of 0"]),
        ([["configs/a"], ["configs/a"]], ["configs/a of 1"]),
        ([["configs/a", "configs/b"], ["configs/.wh.a"]], ["configs/b of 0"]),
        ([["configs/a"], [".wh.configs", "configs/b"]], ["configs/b of 1"]),
        ([["configs/a/x"], ["configs/a/.wh..wh..opq", "configs/a/y"]], ["configs/a/y of 1"]),
        ([["configs/a/x", "configs/b"], ["configs/a"]], ["configs/b of 0", "configs/a of 1"]),
        ([["configs/a"], ["configs/a/x"]], ["configs/a/x of 1"]),
        ([["configs/a"], ["configs/a/"], ["configs/c"]], ["configs/c of 2"]),
        ([["configs/a : nonsense"], ["configs/a"]], ["configs/a of 1"]),
        ([["configs/a -> b", "configs/c"], ["configs/.wh.a"]], ["configs/c of 0"]),
        ([["configs/a : {}", "configs/b", "configs/a"]], ["configs/b of 0", "configs/a of 0"]),
        ([["configs/x", "configs/README.md"], ["configs/.indexignore : *.md"]], ["configs/x of 0"]),
        ([["configs/x/a", "configs/y/a", "configs/x/.indexignore : a"]], ["configs/y/a of 0"]),
        ([["configs/a", "configs/b -> a", "configs/.indexignore : b"]], ["configs/a of 0"]),
        ([["configs/.indexignore : a", "configs/a", "configs/b"], ["configs/.indexignore : b"]], ["configs/a of 0"]),
        ([["configsx/no", "configs/a", "x/configs/no"]], ["configs/a of 0"]),
        ([["configs/empty :  ", "configs/a"]], ["configs/a of 0"]),
        // Links are followed inside of the image, and mean what `opm` would find there.
        ([["configs/b -> ../data/x", "data/x", "configs/a"]], ["configs/a of 0", "configs/b of 0"]),
        ([["data/x"], ["configs/a -> /data/x"], ["data/x"]], ["configs/a of 2"]),
        ([["data/x", "configs/a = data/x"], ["data/x"]], ["configs/a of 0"]),
        ([["configs/a -> ../one", "one -> two", "two -> data/x"], ["data/x"]], ["configs/a of 1"]),
        ([["configs/a -> b", "configs/.indexignore : b", "configs/b"]], ["configs/a of 0"]),
        ([["data/x", "configs/a -> ../up/x", "up -> data"]], ["configs/a of 0"]),
        ([["real/a", "configs -> real"]], ["configs/a of 0"]),
        ([["real/a", "real/n/b"], ["configs -> /other"], ["other -> real"]], ["configs/a of 0", "configs/n/b of 0"]),
        ([["real/.indexignore : b", "real/a", "real/b", "configs -> real"]], ["configs/a of 0"]),
        ([["configs -> real", "real/a"], ["configs/", "configs/b"]], ["configs/b of 1"]),
        // What cannot be read hides none of the others.
        ([["configs/a"], ["configs/b : nonsense"]], ["configs/a of 0"]),
        (
            [["configs/a", "configs/b -> nowhere", "configs/c -> ../../out", "configs/d -> n", "configs/n/"]],
            ["configs/a of 0"]
        ),
    ]

    @Test("is what its layers make of each other", arguments: cases.indices)
    func layers(index: Int) async throws {
        let (layers, expected) = Self.cases[index]
        let image = try await bench.open(try ReadingBench.image(archives(layers)))
        // From the layers, and then from the cache.
        for _ in 0..<2 {
            let catalog = try await bench.reader.read(image, expecting: [])
            #expect(catalog.files.map { "\($0.path) \($0.documents[0].name)" } == expected)
        }
    }

    /// Layers, and the place and the beginning of the message of the error that they are.
    private static let faults: [([[String]], String, String)] = [
        ([["configs/b : nonsense"]], "configs/b:1:1", "expected a document with a field"),
        (
            [["configs/a -> b"]], "configs/a",
            "the image's `configs/a` is a link to `configs/b`, which the image does not"
        ),
        ([["configs/a -> a"]], "configs/a", "the image's `configs/a` is a link that leads on and on"),
        (
            [["configs/a -> ../../b", "b"]], "configs/a",
            "the image's `configs/a` is a link to `../../b`, which leads out"
        ),
        ([["configs/a -> ../d", "d/x"]], "configs/a", "the image's `configs/a` is not a regular file"),
        ([["configs/a -> ../x", "configs/b -> ../x", "x"]], "configs/b", "this leads to the same file as `configs/a`"),
        ([["configs/a : {}"]], "configs/a:1:1", "expected a field `schema`"),
        (
            [["configs/a : {\"schema\":\"olm.bundle\",\"name\":\"x\"}"]], "configs/a:1:1",
            "a document with the schema `olm.bundle`"
        ),
        ([["configs/a : {\"schema\":\"olm.package\"}"]], "configs/a:1:1", "a document with the schema `olm.package`"),
        (
            [["configs/a : {\"schema\":\"olm.channel\",\"package\":\"p\",\"name\":\"c\",\"entries\":[{\"name\":1}]}"]],
            "configs/a:1:1", "`entries[0].name`: "
        ),
        ([["etc/a"]], "configs", "there is no document in this folder"),
        ([["configs/.indexignore -> a", "configs/a"]], "configs/.indexignore", "this is a link"),
        (
            [["configs/a", "configs/.indexignore : \(String(repeating: "x\n", count: 1001))"]], "configs",
            "its files `.indexignore` have 1001 patterns"
        ),
        (
            [["configs/a", "configs/.indexignore : \(String(repeating: "x", count: 70_000))"]],
            "configs/.indexignore:1:1", "the file is longer than the 65536 bytes that are read"
        ),
    ]

    @Test("is refused where something in it cannot be read, and says where", arguments: faults.indices)
    func refused(index: Int) async throws {
        let (layers, place, message) = Self.faults[index]
        let image = try await bench.open(try ReadingBench.image(archives(layers)))
        for _ in 0..<2 {
            let error = await #expect(throws: CatalogError.self) { try await bench.reader.read(image, expecting: []) }
            #expect(error?.catalog == "the catalog")
            #expect(error?.place == place)
            #expect(error?.message.hasPrefix(message) == true, "\(String(describing: error))")
            #expect(error?.remedy != nil)
        }
    }

    @Test("is refused where its folder is a link that leads nowhere, or out of the image")
    func linkedFolder() async throws {
        for (layers, fault) in [
            (["configs -> configs"], LayerFilesError.link("configs", to: "configs", .tooMany)),
            (["configs -> ../real", "real/a"], LayerFilesError.link("configs", to: "../real", .leadsOut)),
        ] {
            let image = try await bench.open(try ReadingBench.image(archives([layers])))
            await #expect(throws: fault) { try await bench.reader.read(image, expecting: []) }
        }
        let image = try await bench.open(try ReadingBench.image(archives([["configs -> nowhere", "a"]])))
        await #expect(throws: CatalogError.self) { try await bench.reader.read(image, expecting: []) }
    }

    @Test("hands over what links lead to, from memory and from its layers")
    func linkedDocuments() async throws {
        let archives = try archives([
            ["data/x", "configs/a"], ["configs/l -> ../data/x", "configs/b", "configs/h = configs/b"],
        ])
        let image = try await bench.open(try ReadingBench.image(archives))
        for expected in [[], nil] as [Set<String>?] {
            let catalog = try await bench.reader.read(image, expecting: expected)
            let texts = Texts()
            try await bench.reader.documents(of: catalog, in: image, where: { _ in true }, texts.add)
            #expect(texts.texts.map { String($0.prefix(9)) } == ["configs/a", "configs/b", "configs/l", "configs/h"])
            #expect(texts.texts.map { $0.contains("of 1") } == [false, true, false, true])
        }
    }

    @Test("may have a folder of several parts")
    func deepRoot() async throws {
        let archives = try archives([["a/b/x", "a/y", "b/z"]])
        #expect(try await bench.read(archives, root: "//a/./b/").listing == ["a/b/x custom  of 0 1 0+33"])
        #expect(try await bench.read(archives, root: "a").files.map(\.path) == ["a/b/x", "a/y"])
    }

    @Test("counts only its own bytes: a layer that ends early, or is another, is refused")
    func corrupted() async throws {
        let bytes = try Compression.gzip.compress(archives([["configs/a", "configs/b"]])[0].bytes)
        for text in [Array(bytes.dropLast(20)), Array("no archive, but long enough to be one".utf8)] {
            let image = try TestImage(layers: [text], labels: [CatalogImage.rootLabel: "/configs"])
            let opened = try await bench.open(image)
            await #expect(throws: LayerFilesError.self) { try await bench.reader.read(opened, expecting: []) }
        }
        #expect(try bench.names(in: "catalogs").isEmpty)
        #expect(try bench.names(in: "drafts").isEmpty)
    }

    @Test(
        "hands documents over in the order of its layers, the last of a path that a layer has twice",
        arguments: [
            [], nil,
        ] as [Set<String>?]
    )
    func order(expected: Set<String>?) async throws {
        let archives = try archives([
            [
                "configs/z", "configs/a : {\"schema\":\"old\"}",
                "configs/y : schema: custom\nname: of 0\n---\nschema: b", "configs/a",
            ],
            ["configs/b"],
        ])
        let image = try await bench.open(try ReadingBench.image(archives))
        let catalog = try await bench.reader.read(image, expecting: expected)
        let texts = Texts()
        try await bench.reader.documents(of: catalog, in: image, where: { $0.schema == "custom" }, texts.add)
        #expect(
            texts.texts == [
                #"configs/z {"schema":"custom","name":"of 0"}"#, "configs/y schema: custom\nname: of 0",
                #"configs/a {"schema":"custom","name":"of 0"}"#, #"configs/b {"schema":"custom","name":"of 1"}"#,
            ]
        )
    }
}
