// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Foundation
import ImageAccess
import ImageBuilding
import Layouts
import OCI
import Registry
import Resolution
import Scheduling
import TestSupport
import Testing

@testable import Plans

@Suite("A filtered catalog", .waitsForPrograms)
struct FilteredCatalogTests {
    private let bench: BuildingBench

    init() throws { bench = try BuildingBench() }

    /// The settings of each platform's image.
    private static func settings(_ image: BuiltImage) throws -> [[String: Any]] {
        try image.tree.manifests.compactMap(\.blobs.first).map { configuration in
            guard case .bytes(let bytes) = image.blobs[configuration.digest] else { return [:] }
            let fields = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            return fields?["config"] as? [String: Any] ?? [:]
        }
    }

    @Test("is its source with two layers on top of every platform", arguments: [TestImage.Format.oci, .docker])
    func platforms(format: TestImage.Format) async throws {
        var source = try TestCatalog.usual()
        source.format = format
        source.architectures = ["amd64", "arm64", "s390x"]
        let image = try source.image()
        let build = try await bench.plan(image, keeping: .someOfFoo)
        #expect(build.recipe.packages == .someOfFoo)
        #expect(build.recipe.platforms == nil && build.recipe.input == nil && build.recipe.kind == .catalog)
        #expect(try PinnedImage(build.recipe.base).digest == image.digest)
        let tree = build.image.tree
        #expect(tree.root.children.map(\.platform?.architecture) == ["amd64", "arm64", "s390x"])
        for (manifest, old) in zip(tree.children, image.manifests) {
            #expect(manifest.blobs.dropFirst().dropLast(2).map(\.digest) == Array(old.blobs.dropFirst().map(\.digest)))
            #expect(manifest.blobs.last?.digest == build.recipe.layer.digest)
        }
        for settings in try Self.settings(build.image) {
            #expect(settings["Entrypoint"] as? [String] == ["/bin/opm"])
            #expect(settings["Cmd"] as? [String] == ["serve", "/configs"])
            #expect((settings["Labels"] as? [String: String])?[CatalogImage.rootLabel] == "/configs")
        }
        let lower = try #require(tree.children.first?.blobs.dropLast().last)
        guard case .bytes(let whiteouts) = build.image.blobs[lower.digest] else {
            Issue.record("the lower layer is not at hand")
            return
        }
        let path = try bench.directory.write(whiteouts, to: "whiteouts.tar")
        #expect(try runTool(["tar", "-tf", path]).lines == [".wh.configs", "tmp/.wh.cache"])
        #expect(bench.registry.log.allSatisfy { !$0.hasPrefix("P") }, "nothing is pushed")
    }

    @Test("has the documents of its source byte for byte, but for the channel that shrinks")
    func documents() async throws {
        let source = try TestCatalog.usual()
        let layer = try bench.layer(await bench.plan(source.image(), keeping: .someOfFoo))
        #expect(Set(layer.files.keys) == ["configs/foo/catalog.json"])
        let text = try #require(layer.files["configs/foo/catalog.json"])
        let original = try TestOperator(
            "foo",
            default: "beta",
            [("beta", ["foo.v1", "foo.v2 > foo.v1", "foo.v3 > foo.v2"])]
        )
        .documents()
        let shrunk = try TestOperator("foo", default: "beta", [("beta", ["foo.v2 > foo.v1", "foo.v3 > foo.v2"])])
            .documents()
        #expect(text == ([original[0], shrunk[1]] + original[3...]).map { "\($0)\n" }.joined())
    }

    @Test("is read again as what was kept, and filtering that again gives the same documents")
    func idempotent() async throws {
        let build = try await bench.plan(TestCatalog.usual().image(), keeping: .someOfFoo)
        let layer = try bench.layer(build)
        let again = TestCatalog(
            files: Dictionary(
                uniqueKeysWithValues: layer.files.map { (String($0.key.dropFirst("configs/".count)), $0.value) }
            )
        )
        let second = try await bench.plan(again.image(), keeping: .someOfFoo)
        #expect(second.recipe.layer.digest == build.recipe.layer.digest)
    }

    @Test("of YAML stays YAML, comments included")
    func yaml() async throws {
        let source = """
            # all of foo
            ---
            schema: olm.package
            name: foo   # the name
            defaultChannel: beta
            ---
            schema: olm.channel
            package: foo
            name: beta
            entries:
            - name: foo.v1
            - {name: foo.v2, replaces: foo.v1}
            ---
            schema: olm.bundle
            package: foo
            name: foo.v1
            image: quay.io/foo:v1
            properties: [{type: olm.package, value: {packageName: foo, version: 1.0.0}}]
            ---
            schema: olm.bundle
            package: foo
            name: foo.v2
            image: quay.io/foo:v2 # é
            properties:
            - type: olm.package
              value: {packageName: foo, version: 2.0.0}

            """
        let kept = [KeptPackage(name: "foo", channels: [KeptChannel(name: "beta", entries: ["foo.v2"])])]
        let build = try await bench.plan(TestCatalog(files: ["foo.yaml": source]).image(), keeping: kept)
        let text = try #require(try bench.layer(build).files["configs/foo.yaml"])
        #expect(text.hasPrefix("---\n"))
        #expect(text.contains("\nname: foo   # the name\n"))
        #expect(text.contains("image: quay.io/foo:v2 # é\n"))
        #expect(!text.contains("quay.io/foo:v1"))
        #expect(
            text.contains("\n---\n{") && text.contains("\"entries\":[{\"name\":\"foo.v2\",\"replaces\":\"foo.v1\"}]")
        )
        let again = try await bench.plan(TestCatalog(files: ["foo.yaml": text]).image(), keeping: kept)
        #expect(try bench.layer(again).files["configs/foo.yaml"] == text)
    }

    @Test("has one layer of what lay in several, in their order")
    func severalLayers() async throws {
        func documents(_ name: String) throws -> String {
            try TestOperator(name, default: "x", [("x", ["\(name).v1"])]).documents().joined(separator: "\n")
        }
        var lower = TestArchive()
        try lower.add("configs/z/catalog.json", documents("z"))
        try lower.add("configs/b.json", "this is hidden")
        try lower.add("configs/c.json", documents("c"))
        var upper = TestArchive()
        try upper.add("configs/.wh.b.json")
        try upper.add("configs/a/catalog.json", documents("a"))
        try upper.add("configs/c.json", documents("c") + "\n{\"schema\": \"newer\", \"package\": \"c\"}")
        let image = try TestImage(
            layers: [lower.bytes, upper.bytes],
            labels: [CatalogImage.rootLabel: "/configs"],
            command: ["serve", "/configs"]
        )
        let kept = ["a", "c", "z"].map {
            KeptPackage(name: $0, channels: [KeptChannel(name: "x", entries: ["\($0).v1"])])
        }
        let layer = try bench.layer(await bench.plan(image, keeping: kept))
        #expect(
            layer.listing.map { $0.split(separator: " ").last } == [
                "configs/", "configs/z/", "configs/z/catalog.json", "configs/a/", "configs/a/catalog.json",
                "configs/c.json",
            ]
        )
        #expect(layer.files["configs/c.json"]?.hasSuffix("{\"schema\": \"newer\", \"package\": \"c\"}\n") == true)
    }

    @Test("is made of whole documents where the connection breaks on the way, and of none that lie")
    func faults() async throws {
        let image = try TestCatalog.usual().image()
        let first = try await bench.plan(image, keeping: .someOfFoo)
        let layer = try #require(image.top.blobs.dropFirst(2).first)
        let cache = DiskCache(root: bench.directory["second"])
        let place = ImagePlace.registry(
            .test(retry: .tries(3)),
            try bench.registry.repository("redhat/index")
        )
        let opened = try await CatalogImage.open(image.digest, at: place, platforms: [], name: "catalog")
        let reader = CatalogReader(cache: cache)
        // Nothing of it stays in memory, so that building reads the layer again.
        let catalog = try await reader.read(opened, expecting: [])
        let builder = FilteredCatalog(reader: reader, cache: cache)
        func plan() async throws -> Digest {
            try await builder.plan(catalog, in: opened, base: first.recipe.base, keeping: .someOfFoo, platforms: [])
                .recipe.layer.digest
        }
        bench.registry.inject(FakeRegistryFault(.cut(after: Int(layer.size) / 2), target: "\(layer.digest)"))
        #expect(try await plan() == first.recipe.layer.digest)
        bench.registry.inject(FakeRegistryFault(.lie, target: "\(layer.digest)", times: 99))
        #expect(try await plan() == first.recipe.layer.digest, "a layer that was made before needs no catalog")
        try FileManager.default.removeItem(atPath: bench.directory["second/mirror/catalog-layers"])
        await #expect(throws: (any Error).self) { try await plan() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory["second/mirror/drafts"]).isEmpty)
    }

    @Test("of some platforms is read from one of them, and leaves the others out")
    func somePlatforms() async throws {
        var source = try TestCatalog.usual()
        source.architectures = ["amd64", "arm64", "ppc64le"]
        let wanted = ["ppc64le", "arm64"].map { Platform(os: "linux", architecture: $0) }
        let image = try source.image()
        let build = try await bench.plan(image, keeping: .someOfFoo, platforms: wanted)
        #expect(build.recipe.platforms == ["linux/arm64", "linux/ppc64le"])
        #expect(build.image.tree.root.children.map(\.platform?.architecture) == ["arm64", "ppc64le"])
        #expect(
            try await bench.builder("other").build(build.recipe, from: ImageLibrary(client: .test())) == build.image
        )
    }

    @Test("has the same digest from an empty cache, from a layout and in every order of the wishes")
    func deterministic() async throws {
        let image = try TestCatalog.usual().image()
        let first = try await bench.plan(image, keeping: .someOfFoo)
        #expect(try await bench.plan(image, keeping: .someOfFoo, cache: "other") == first)
        try image.write(to: bench.directory, "layout")
        let path = bench.directory["layout"]
        let base = "oci://\(path)@\(image.digest)"
        let layout = try await bench.plan(
            image.digest,
            at: .layout(try ImageLayout(path: path)),
            base: base,
            keeping: .someOfFoo,
            cache: "third"
        )
        #expect(layout.image.digest == first.image.digest)
        #expect(layout.recipe.layer.digest == first.recipe.layer.digest)
        #expect(layout.recipe.base == base)
        #expect(
            try await bench.builder("fourth").build(layout.recipe, from: ImageLibrary(client: .test())) == first.image
        )
    }
}
