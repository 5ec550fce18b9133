// SPDX-License-Identifier: Apache-2.0

import Catalogs
import OCI
import TestSupport
import Testing

@Suite("The image of a catalog")
struct CatalogImageTests {
    private let bench: ReadingBench

    init() throws { bench = try ReadingBench() }

    @Test(
        "is that of one platform, on every machine the same",
        arguments: [
            (["s390x", "amd64", "arm64"], [], "amd64"), (["s390x", "ppc64le"], [], "ppc64le"),
            (["amd64", "arm64", "s390x"], ["s390x", "arm64"], "arm64"), (["arm64"], [], "arm64"),
        ] as [([String], [String], String)]
    )
    func platforms(architectures: [String], wanted: [String], chosen: String) async throws {
        var test = TestCatalog(files: ["a.json": #"{"schema":"a"}"#])
        test.architectures = architectures
        let image = try await bench.open(
            try test.image(),
            platforms: wanted.map { Platform(os: "linux", architecture: $0) }
        )
        test.architectures = [chosen]
        #expect(image.instance == (try test.image().digest))
        #expect(image.layers.count == 3)
        #expect(image.root == "configs")
        #expect((image.digest == image.instance) == (architectures.count == 1))
    }

    @Test(
        "is found where the index does not say what an image is for",
        arguments: [
            ([nil], [], "amd64"), ([nil], ["amd64"], "amd64"), ([nil, "arm64"], ["amd64"], "amd64"),
            ([nil, "arm64"], [], "arm64"), ([nil], ["arm64"], nil),
        ] as [([String?], [String], String?)]
    )
    func withoutPlatform(listed: [String?], wanted: [String], chosen: String?) async throws {
        var test = TestCatalog(files: ["a.json": #"{"schema":"a"}"#])
        let image = try TestImage.index(
            listed.map { architecture in
                test.architectures = [architecture ?? "amd64"]
                return (architecture.map { Platform(os: "linux", architecture: $0) }, try test.image())
            }
        )
        let platforms = wanted.map { Platform(os: "linux", architecture: $0) }
        guard let chosen else {
            await #expect(throws: CatalogError.self) { try await bench.open(image, platforms: platforms) }
            return
        }
        test.architectures = [chosen]
        #expect(try await bench.open(image, platforms: platforms).instance == test.image().digest)
    }

    @Test("is refused where it has none of the wanted platforms")
    func noPlatform() async throws {
        var test = TestCatalog(files: ["a.json": #"{"schema":"a"}"#])
        test.architectures = ["amd64", "arm64"]
        let image = try test.image()
        let error = await #expect(throws: CatalogError.self) {
            try await bench.open(image, platforms: [Platform(os: "linux", architecture: "s390x")])
        }
        #expect(
            error?.message
                == "the image is for none of the wanted platforms linux/s390x, only for linux/amd64, linux/arm64"
        )
    }

    @Test(
        "names the folder of the catalog",
        arguments: [("/configs", "configs"), ("configs/", "configs"), ("/a//b/./c/", "a/b/c")]
    )
    func root(label: String, expected: String) async throws {
        let image = try ReadingBench.image([TestArchive()], root: label)
        #expect(try await bench.open(image).root == expected)
    }

    @Test(
        "is refused where it names no folder inside of it",
        arguments: ["/", "", ".", "/../etc", "a/../..", "..", "a\0b"]
    )
    func hostileRoot(label: String) async throws {
        let image = try ReadingBench.image([TestArchive()], root: label)
        let error = await #expect(throws: CatalogError.self) { try await bench.open(image) }
        #expect(error?.message.contains("expected a folder inside the image") == true)
    }

    @Test(
        "is refused where it is no file-based catalog",
        arguments: [
            ([:], "it has no label `operators.operatorframework.io.index.configs.v1`"),
            (["operators.operatorframework.io.index.database.v1": "/database/index.db"], "a database"),
        ] as [([String: String], String)]
    )
    func labels(labels: [String: String], message: String) async throws {
        let image = try TestImage(layers: [TestArchive().bytes], labels: labels)
        let error = await #expect(throws: CatalogError.self) { try await bench.open(image) }
        #expect(error?.message.contains(message) == true)
        #expect(error?.remedy != nil)
    }

    @Test("may be an artifact only by mistake")
    func artifact() async throws {
        let image = try TestImage(configuration: Array("[]".utf8), type: .ociEmpty, layers: [])
        await #expect(throws: CatalogError.self) { try await bench.open(image) }
    }
}
