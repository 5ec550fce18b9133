// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Archives
import Foundation
import ImageAccess
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Catalogs

@Suite("The folders of a filtered catalog", .waitsForPrograms)
struct CatalogFoldersTests {
    private let bench: BuildingBench

    init() throws { bench = try BuildingBench() }

    /// A platform's image: a base with folders, the catalog, and what was made of it.
    private struct Source {
        var root = "configs"
        var base: [(path: String, mode: UInt16, owner: Int64)] = [("tmp", 0o1777, 0)]
        var links: [(path: String, target: String)] = []
        var cache = "/tmp/cache"
        var architecture = "amd64"
        /// What a layer above the catalog says of folders.
        var top: [(path: String, mode: UInt16, owner: Int64)] = []

        func image() throws -> TestImage {
            var base = TestArchive()
            try base.add("bin/opm", "opm for \(architecture)")
            for (path, mode, owner) in self.base {
                try base.add(folder: path, mode: mode, owner: .init(user: owner, group: 0))
            }
            for (path, target) in links { try base.add(link: path, to: target) }
            var catalog = TestArchive()
            for (name, text) in try TestCatalog.usual().files { try catalog.add("\(root)/\(name)", text) }
            var top = TestArchive()
            for (path, mode, owner) in self.top {
                try top.add(folder: path, mode: mode, owner: .init(user: owner, group: 0))
            }
            try top.add("\(cache.dropFirst())/digest", "stale")
            return try TestImage(
                layers: [base.bytes, catalog.bytes, top.bytes],
                platform: Platform(os: "linux", architecture: architecture),
                labels: [CatalogImage.rootLabel: "/\(root)"],
                command: ["/bin/opm", "serve", "/\(root)", "--cache-dir=\(cache)"]
            )
        }
    }

    /// The layers that are on top of a platform's image, as `tar` lists them: mode, owner and path.
    private func layers(_ build: DesiredBuild, of number: Int = 0) throws -> [[String]] {
        let tree = build.image.tree
        let manifest = tree.children.isEmpty ? tree.root : tree.children[number]
        return try manifest.blobs.dropFirst(4).map { layer in
            let path: String
            switch build.image.blobs[layer.digest] {
            case .bytes(let bytes): path = try bench.directory.write(bytes, to: "\(layer.digest.short).tar")
            case .file(let file): path = file
            case nil: path = ""
            }
            return try runTool(["tar", "--numeric-owner", "-tvf", path]).lines.map { line in
                let fields = line.split(separator: " ").map(String.init)
                return "\(fields[0]) \(fields[1]) \(fields.last ?? "")"
            }
        }
    }

    private static let kept =
        ["configs/", "configs/foo/"].map { "drwxr-xr-x 0/0 \($0)" }
        + ["-rw-r--r-- 0/0 configs/foo/catalog.json"]

    @Test("above what is hidden are those of the source, as its top-most layer has them")
    func cache() async throws {
        let build = try await bench.plan(Source().image(), keeping: .someOfFoo)
        let layers = try layers(build)
        #expect(layers.first == ["-rw-r--r-- 0/0 .wh.configs", "drwxrwxrwt 0/0 tmp/", "-rw-r--r-- 0/0 tmp/.wh.cache"])
        #expect(layers.last == Self.kept)
        let other = try await bench.plan(
            Source(cache: "/srv/opm/cache", top: [("srv", 0o750, 1001), ("srv/opm", 0o2770, 1_000_650_000)]).image(),
            keeping: .someOfFoo
        )
        #expect(
            try self.layers(other).first == [
                "-rw-r--r-- 0/0 .wh.configs", "drwxr-x--- 1001/0 srv/", "drwxrws--- 1000650000/0 srv/opm/",
                "-rw-r--r-- 0/0 srv/opm/.wh.cache",
            ]
        )
        #expect(other.recipe.layer.digest == build.recipe.layer.digest)
    }

    @Test("above the catalog, and in it, are those of the source")
    func catalog() async throws {
        let source = Source(
            root: "srv/catalog",
            base: [("srv", 0o711, 5), ("srv/catalog", 0o770, 6), ("srv/catalog/foo", 0o700, 7)],
            cache: "/cache"
        )
        let build = try await bench.plan(source.image(), keeping: .someOfFoo)
        #expect(
            try layers(build) == [
                ["-rw-r--r-- 0/0 .wh.cache", "drwx--x--x 5/0 srv/", "-rw-r--r-- 0/0 srv/.wh.catalog"],
                [
                    "drwx--x--x 5/0 srv/", "drwxrwx--- 6/0 srv/catalog/", "drwx------ 7/0 srv/catalog/foo/",
                    "-rw-r--r-- 0/0 srv/catalog/foo/catalog.json",
                ],
            ]
        )
        #expect(
            try await bench.builder("other").build(build.recipe, from: ImageLibrary(client: .test())) == build.image,
            "another machine builds the same"
        )
    }

    @Test("are those of each platform")
    func platforms() async throws {
        let amd64 = Source(root: "srv/catalog", base: [("srv", 0o755, 0), ("tmp", 0o1777, 0)])
        var arm64 = amd64
        (arm64.architecture, arm64.base) = ("arm64", [("srv", 0o750, 9), ("tmp", 0o777, 3)])
        let image = try TestImage.index(
            [amd64, arm64].map { (Platform(os: "linux", architecture: $0.architecture), try $0.image()) }
        )
        let build = try await bench.plan(image, keeping: .someOfFoo)
        let (first, second) = (try layers(build, of: 0), try layers(build, of: 1))
        #expect(first.count == 2 && second.count == 3)
        #expect(first[0].contains("drwxrwxrwt 0/0 tmp/") && second[0].contains("drwxrwxrwx 3/0 tmp/"))
        #expect(first[1] == second[1], "what is kept is one blob for all")
        #expect(second[2] == ["drwxr-x--- 9/0 srv/"])
        let requests = bench.registry.log.count
        #expect(try await bench.builder().build(build.recipe, from: ImageLibrary(client: .test())) == build.image)
        let layers = image.manifests.flatMap { $0.blobs.dropFirst() }.map { "/blobs/\($0.digest)" }
        #expect(
            bench.registry.log[requests...].allSatisfy { line in !layers.contains { line.hasSuffix($0) } },
            "no layer is read twice on one machine"
        )
        #expect(
            try await bench.builder("other").build(build.recipe, from: ImageLibrary(client: .test())) == build.image
        )
    }

    @Test("are where links lead: none is replaced by a folder")
    func links() async throws {
        let source = Source(
            root: "real/configs",
            base: [("var", 0o755, 0), ("var/tmp", 0o1777, 0), ("real", 0o701, 0)],
            links: [("tmp", "var/tmp"), ("data", "/real")]
        )
        var image = try source.image()
        let manifest = try #require(image.manifests.first)
        #expect(manifest.blobs.count == 4)
        image = try TestImage(
            layers: manifest.blobs.dropFirst().map { image.blobs[$0.digest] ?? [] }.dropLast()
                + [TestArchive(["var/tmp/cache/digest": "stale"]).bytes],
            labels: [CatalogImage.rootLabel: "/data/configs"],
            command: ["/bin/opm", "serve", "/data/configs", "--cache-dir=/tmp/cache"]
        )
        let build = try await bench.plan(image, keeping: .someOfFoo)
        #expect(
            try layers(build) == [
                [
                    "drwx-----x 0/0 real/", "-rw-r--r-- 0/0 real/.wh.configs", "drwxr-xr-x 0/0 var/",
                    "drwxrwxrwt 0/0 var/tmp/", "-rw-r--r-- 0/0 var/tmp/.wh.cache",
                ],
                ["drwx-----x 0/0 real/"]
                    + ["drwxr-xr-x 0/0 real/configs/", "drwxr-xr-x 0/0 real/configs/foo/"]
                    + ["-rw-r--r-- 0/0 real/configs/foo/catalog.json"],
            ]
        )
    }

    @Test("of an image that nobody can tell what it runs are not touched: it is refused, with a way out")
    func refused() async throws {
        let image = try TestImage(
            layers: [try TestArchive(["configs/c.json": TestCatalog.usual().files["foo/catalog.json"] ?? ""]).bytes],
            labels: [CatalogImage.rootLabel: "/configs"],
            entryPoint: ["/entrypoint.sh"]
        )
        let error = await #expect(throws: FilteredCatalogError.self) {
            try await bench.plan(image, keeping: .someOfFoo)
        }
        #expect(error?.description.contains("it starts `/entrypoint.sh`") == true)
        #expect(error?.description.contains("`full: true`") == true)
    }
}
