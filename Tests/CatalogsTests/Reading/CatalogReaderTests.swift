// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("A catalog", .waitsForPrograms)
struct CatalogReaderTests {
    private let bench: ReadingBench

    init() throws { bench = try ReadingBench() }

    static let operators = [
        TestOperator(
            "foo",
            default: "beta",
            [("beta", ["foo.v2 > foo.v1 ! foo.v1.1", "foo.v1"]), ("old", ["foo.v1"])]
        ),
        TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0"])]),
    ]

    private func check(_ catalog: Catalog) async throws {
        #expect(catalog.packageNames == ["bar", "foo"])
        let foo = try #require(try await catalog.package("foo"))
        #expect(foo.name == "foo")
        #expect(foo.defaultChannel == "beta")
        #expect(
            foo.channels == [
                CatalogChannel(
                    name: "beta",
                    entries: [
                        ChannelEntry(name: "foo.v2", replaces: "foo.v1", skips: ["foo.v1.1"]),
                        ChannelEntry(name: "foo.v1"),
                    ]
                ), CatalogChannel(name: "old", entries: [ChannelEntry(name: "foo.v1")]),
            ]
        )
        #expect(foo.bundles.map(\.name) == ["foo.v1", "foo.v2"])
        #expect(foo.bundles.map(\.version) == ["1", "2"])
        #expect(foo.bundles[0].image == Self.operators[0].image(of: "foo.v1"))
        #expect(
            foo.bundles[0].relatedImages == [
                RelatedImage(name: "", image: "quay.io/operators/foo-bundle:v1"),
                RelatedImage(name: "operand", image: "quay.io/operators/foo:v1"),
            ]
        )
        #expect(try await catalog.package("baz") == nil)
    }

    @Test("is read out of the layers of its image", arguments: Compression.allCases)
    func registry(compression: Compression) async throws {
        var test = try TestCatalog(Self.operators)
        test.compression = compression
        try await check(try await bench.reader.read(try await bench.open(try test.image()), expecting: []))
    }

    @Test("is read once, and then without a request, until what the cache has is damaged")
    func cached() async throws {
        let image = try await bench.open(try TestCatalog(Self.operators).image())
        let first = try await bench.reader.read(image, expecting: nil)
        let count = bench.registry.log.count
        let second = try await bench.reader.read(image, expecting: nil)
        #expect(first.files == second.files)
        try await check(second)
        #expect(bench.registry.log.count == count)
        for folder in ["mirror/catalogs", "docker"] {
            let files = try CacheInventory(of: bench.cache).files.filter { $0.name.hasPrefix(folder) }
            #expect(!files.isEmpty)
            for file in files {
                var bytes = try bench.directory.read("cache/\(file.name)")
                bytes[bytes.count / 2] ^= 1
                try bench.directory.write(bytes, to: "cache/\(file.name)")
            }
            let before = bench.registry.log.count
            try await check(try await bench.reader.read(image, expecting: nil))
            #expect(bench.registry.log.count > before)
        }
        #expect(try bench.names(in: "drafts").isEmpty)
    }

    @Test("is read in an `oci://` layout and in a real registry alike")
    func places() async throws {
        let image = try TestCatalog(Self.operators).image()
        let layout = try image.layout(in: bench.directory, "layout")
        let server = try RegistryProcess()
        defer { server.stop() }
        let repository = Repository(host: server.host, name: try RepositoryName("redhat/catalog"))
        try await image.push(to: repository, tag: "v4.16", with: .test(.destination))
        for (number, place) in [ImagePlace.layout(layout), .registry(.test(), repository)].enumerated() {
            let reader = CatalogReader(cache: DiskCache(root: bench.directory["cache-\(number)"]))
            let opened = try await CatalogImage.open(image.digest, at: place, platforms: [], name: "it")
            try await check(try await reader.read(opened, expecting: []))
        }
    }

    @Test("has its packages, channels and deprecations word for word")
    func json() async throws {
        let texts = [
            #"{ "schema":"olm.package","name":"a" ,"x":[ 1 ] }"#,
            "{\n \"schema\":\"olm.channel\", \"package\":\"a\",\"name\":\"c\"}",
            #"{"schema": "olm.deprecations", "package":"a", "entries": []}"#,
        ]
        let catalog = try await bench.read(["a.json": texts.joined(separator: "\n\n")])
        let documents = catalog.files[0].documents
        for (document, text) in zip(documents, texts) {
            #expect(String(decoding: try await catalog.json(of: document), as: UTF8.self) == text)
        }
        #expect(documents.map(\.offset) == [0, 50, 104])
        #expect(documents.map(\.length) == texts.map(\.utf8.count))
    }

    @Test(
        "hands over documents with their very bytes and in order, from memory or from the layers",
        arguments: [true, false]
    )
    func documents(isExpected: Bool) async throws {
        var other = Self.operators[0]
        other.extraDocuments = [#"{"schema":"custom", "package" : "foo","é":1}"#, #"{ "schema":"loose" }"#]
        let image = try await bench.open(try TestCatalog([other, Self.operators[1]]).image())
        let catalog = try await bench.reader.read(image, expecting: isExpected ? ["foo"] : [])
        let requests = bench.registry.log.count
        let found = Guarded<[String]>([])
        try await bench.reader.documents(of: catalog, in: image, where: { $0.package == "foo" }) { file, _, bytes in
            #expect(file.path == "configs/foo/catalog.json")
            found.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
        #expect(found.withLock { $0 } == Array(try other.documents().dropLast()))
        #expect(bench.registry.log.count == requests + (isExpected ? 0 : 1))
    }

    @Test("hands over no document that is broken where nobody looked")
    func broken() async throws {
        let text = """
            {"schema":"olm.package","name":"a"}
            {"schema":"olm.bundle","package":"a","name":"a.v1",
              "x": nope}
            """
        let image = try await bench.open(try TestCatalog(files: ["a.json": text]).image())
        for expected in [[], nil] as [Set<String>?] {
            let reader = CatalogReader(cache: DiskCache(root: bench.directory["cache-\(expected == nil)"]))
            let catalog = try await reader.read(image, expecting: expected)
            let error = await #expect(throws: CatalogError.self) {
                try await reader.documents(of: catalog, in: image, where: { _ in true }) { _, _, _ in }
            }
            #expect(error?.place == "configs/a.json:3:8")
        }
    }

    @Test("that breaks off on the way is read again, and no document is handed over twice")
    func retried() async throws {
        let image = try await bench.open(
            try TestCatalog(files: ["a.json": Self.longText]).image(),
            retry: .tries(3)
        )
        let layer = image.layers[1]
        func cut() { bench.registry.inject(.init(.cut(after: Int(layer.size / 2)), target: layer.digest.hex)) }
        cut()
        let catalog = try await bench.reader.read(image, expecting: [])
        #expect(catalog.files[0].documents.count == 2000)
        cut()
        let count = Guarded(0)
        try await bench.reader.documents(of: catalog, in: image, where: { _ in true }) { _, document, _ in
            count.withLock {
                #expect(document.name == "a.v\($0)")
                $0 += 1
            }
        }
        #expect(count.withLock { $0 } == 2000)
        #expect(try bench.names(in: "drafts").isEmpty)
    }

    /// Text that does not shrink much.
    private static var longText: String {
        var generator = SeededGenerator(seed: 4)
        return (0..<2000).map {
            #"{"schema":"olm.bundle","package":"a","name":"a.v\#($0)","x":"\#(generator.next())"}"#
        }
        .joined(separator: "\n")
    }

    @Test("counts only when its layers are what was promised")
    func unverified() async throws {
        let test = try TestCatalog(Self.operators).image()
        for effect in [FakeRegistryFault.Effect.lie, .cut(after: 30)] {
            let image = try await bench.open(test)
            bench.registry.inject(.init(effect, target: image.layers[1].digest.hex))
            await #expect(throws: (any Error).self) { try await bench.reader.read(image, expecting: []) }
        }
        #expect(try bench.names(in: "drafts").isEmpty)
        try await check(try await bench.reader.read(try await bench.open(test), expecting: []))
    }

    @Test("may be read twice at the same time")
    func together() async throws {
        let image = try await bench.open(try TestCatalog(Self.operators).image())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await check(try await bench.reader.read(image, expecting: [])) } }
            try await group.waitForAll()
        }
    }
}
