// SPDX-License-Identifier: Apache-2.0

import Downloads
import Foundation
import HTTPTransport
import Layouts
import OCI
import Plans
import Registry
import Releases
import Resolution
import TestSupport
import Testing

/// The fields of a JSON object.
private func fields(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

private let dockerConfiguration = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")

@Suite("The image with the data of the update graph")
struct GraphDataImageTests {
    private let directory: TemporaryDirectory
    private let cache: DiskCache
    private let registry: FakeRegistry
    private let data: GraphDataServer

    init() throws {
        directory = try TemporaryDirectory()
        cache = DiskCache(root: directory["cache"])
        registry = try FakeRegistry()
        data = try GraphDataServer(GraphDataServer.data())
    }

    private func builder(_ base: ImageReference, url: String? = nil, cache: DiskCache? = nil) -> GraphDataImage {
        GraphDataImage(
            client: .test(),
            downloader: Downloader(transport: CurlTransport(.init(version: "test"))),
            cache: cache ?? self.cache,
            dataURL: url ?? data.url,
            base: base
        )
    }

    /// A base image with a configuration that says more than this tool knows.
    private func base(_ architecture: String, format: TestImage.Format = .oci) throws -> TestImage {
        let layer = try Compression.gzip.compress(TestArchive(["etc/arch": architecture]).bytes)
        let configuration = """
            {"architecture": "\(architecture)", "os": "linux", "created": "2024-01-01T00:00:00Z", "x-big": 9007199254740993,
             "config": {"Entrypoint": ["/entry"], "Cmd": ["old"], "Env": ["A=b"], "Labels": {"x": "y/z"}},
             "history": [{"created": "2024-01-01T00:00:00Z", "created_by": "base"}],
             "rootfs": {"type": "layers", "diff_ids": ["\(Digest(of: architecture.utf8))"]}}
            """
        return try TestImage(
            configuration: Array(configuration.utf8),
            type: format == .oci ? .ociConfiguration : dockerConfiguration,
            layers: [
                (
                    format == .oci
                        ? .ociGzippedLayer : MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip"),
                    layer
                )
            ],
            format: format,
            annotations: format == .oci ? ["org.example.base": "yes"] : nil
        )
    }

    private func index(_ architectures: [String], format: TestImage.Format = .oci) throws -> TestImage {
        try TestImage.index(
            architectures.map { (Platform(os: "linux", architecture: $0), try base($0, format: format)) },
            format: format
        )
    }

    /// Puts a base image into the registry and returns its name.
    private func add(_ image: TestImage) throws -> ImageReference {
        registry.add(image, to: "ubi9/ubi", tag: "latest")
        return ImageReference(repository: try registry.repository("ubi9/ubi"), tag: try Tag("latest"))
    }

    @Test("has the layer on every platform of its base", arguments: [TestImage.Format.oci, .docker])
    func everyPlatform(format: TestImage.Format) async throws {
        let base = try index(["amd64", "arm64", "s390x"], format: format)
        let plan = try await builder(add(base)).plan()
        #expect(try plan.recipe.base == "\(add(base))@\(base.digest)")
        #expect(plan.recipe.input == data.url)
        let tree = plan.image.tree
        #expect(tree.root.descriptor.mediaType == (format == .oci ? .ociIndex : .dockerList))
        #expect(tree.root.children.map(\.platform?.architecture) == ["amd64", "arm64", "s390x"])
        #expect(tree.root.children.map(\.digest) == tree.children.map(\.descriptor.digest))
        #expect(
            tree.children.allSatisfy { $0.descriptor.mediaType == (format == .oci ? .ociManifest : .dockerManifest) }
        )
        let type =
            format == .oci ? "application/vnd.oci.image.layer.v1.tar" : "application/vnd.docker.image.rootfs.diff.tar"
        for manifest in tree.children {
            #expect(manifest.blobs.count == 3)
            let layer = try #require(manifest.blobs.last)
            #expect(layer.mediaType.rawValue == type)
            #expect((layer.digest, layer.size) == (plan.recipe.layer, plan.recipe.layerSize))
        }
        // Three configurations and the layer.
        #expect(plan.image.blobs.count == 4)
        #expect(registry.log.allSatisfy { !$0.hasPrefix("P") }, "nothing is pushed")
    }

    @Test("keeps all that its base says, but for what it runs")
    func configuration() async throws {
        let base = try base("amd64")
        let image = try await builder(add(base)).plan().image
        #expect(image.tree.children.isEmpty)
        let manifest = try fields(image.tree.root.bytes)
        #expect(manifest["annotations"] as? [String: String] == ["org.example.base": "yes"])
        let digest = try #require(image.tree.root.blobs.first).digest
        guard case .bytes(let bytes) = image.blobs[digest] else {
            Issue.record("the configuration is not at hand")
            return
        }
        let found = try fields(bytes)
        let settings = try #require(found["config"] as? [String: Any])
        #expect(Set(settings.keys) == ["Cmd", "Env", "Labels"])
        #expect(
            settings["Cmd"] as? [String]
                == ["/bin/bash", "-c", "exec cp -rp /var/lib/cincinnati-graph-data/* /var/lib/cincinnati/graph-data"]
        )
        #expect(found["created"] as? String == "2024-01-01T00:00:00Z")
        #expect(found["x-big"] as? Int == 9_007_199_254_740_993)
        let layers = (found["rootfs"] as? [String: Any])?["diff_ids"] as? [String]
        let layer = try #require(image.tree.root.blobs.last).digest
        #expect(layers == [Digest(of: "amd64".utf8).description, layer.description])
        let history = try #require(found["history"] as? [[String: String]])
        #expect(
            history == [
                ["created": "2024-01-01T00:00:00Z", "created_by": "base"],
                ["created_by": "the data of the update graph"],
            ]
        )
    }

    @Test("has a layer that tar lists the same way, whatever the archive was like")
    func layer() async throws {
        let plan = try await builder(add(base("amd64"))).plan()
        guard case .file(let path) = plan.image.blobs[plan.recipe.layer] else {
            Issue.record("the layer is not at hand")
            return
        }
        let listing = try runTool(
            ["tar", "--numeric-owner", "-tvf", path],
            environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"]
        )
        #expect(listing.errors == "")
        let root = "var/lib/cincinnati-graph-data"
        let lines = listing.lines.map { $0.split(separator: " ").map(String.init) }
        #expect(
            lines.map { [$0[0], $0[5]] } == [
                ["drwxr-xr-x", "\(root)/"], ["drwxr-xr-x", "\(root)/blocked-edges/"],
                ["-rw-r--r--", "\(root)/blocked-edges/4.16.3.yaml"], ["drwxr-xr-x", "\(root)/channels/"],
                ["-rw-r--r--", "\(root)/channels/stable-4.16.yaml"], ["-rw-r--r--", "\(root)/version"],
            ]
        )
        #expect(lines.allSatisfy { $0[1] == "0/0" && $0[3] == "1970-01-01" && $0[4] == "00:00" })
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory["cache/drafts"]).isEmpty)
    }

    @Test("has the same digest for the same files, and another for others")
    func reproducible() async throws {
        let base = try add(index(["amd64", "arm64"]))
        let first = try await builder(base).plan()
        #expect(try await builder(base).plan() == first)
        var other = TestArchive()
        try other.add("version", "1.2.0\n", mode: 0o600, modified: 99)
        try other.add("blocked-edges/4.16.3.yaml", "to: 4.16.3\nfrom: .*\n", modified: 5)
        try other.add("channels/stable-4.16.yaml", "name: stable-4.16\nversions:\n- 4.16.3\n")
        for archive in [try GraphDataServer.data().reversed, other] {
            for compression in Compression.allCases {
                try data.serve(archive, compression)
                let elsewhere = DiskCache(root: directory["cache-\(compression)"])
                let plan = try await builder(base, cache: elsewhere).plan()
                #expect(plan.recipe == first.recipe)
                #expect(plan.image.digest == first.image.digest)
            }
        }
        try other.add("run.sh", "true", mode: 0o755)
        try data.serve(other)
        #expect(try await builder(base).plan().image.digest != first.image.digest)
    }

    @Test("takes links that stay inside, and names hard links as files of their own")
    func links() async throws {
        var archive = TestArchive()
        try archive.add("z", "content")
        try archive.add(hardLink: "a", to: "z")
        try archive.add(link: "d/l", to: "../z")
        try data.serve(archive)
        let plan = try await builder(add(base("amd64"))).plan()
        let path = cache.path(of: plan.recipe.layer)
        let root = "var/lib/cincinnati-graph-data"
        #expect(try toolOutput(["tar", "-xOf", path, "\(root)/a"]) == "content")
        let listing = try toolOutput(["tar", "-tvf", path])
        #expect(listing.contains("\(root)/d/l -> ../z"))
    }

    /// Archives that are refused, and what the error says.
    private static let hostile: [(make: @Sendable (inout TestArchive) throws -> Void, message: String)] = [
        ({ try $0.add(link: "a/b", to: "../../etc/passwd") }, "member `a/b`: it is a link that leads out"),
        ({ try $0.add(link: "a", to: "/etc/passwd") }, "member `a`: it is a link that leads out"),
        ({ try $0.add(hardLink: "a", to: "../x") }, "member `a`: it is a link that leads out"),
        ({ try $0.add(hardLink: "a", to: "x") }, "member `a`: it is a link to `x`, which did not come before it"),
        (
            {
                try $0.add(link: "a", to: "b")
                try $0.add("a/x")
            }, "member `a`: it is in the archive twice"
        ),
        (
            {
                try $0.add("a/x")
                try $0.add("a")
            }, "member `a`: it is in the archive twice"
        ),
        (
            {
                try $0.add("a", "1")
                try $0.add("a", "2")
            }, "member `a`: it is in the archive twice"
        ),
        ({ try $0.add(folder: "a") }, "the archive holds no file"),
    ]

    @Test("is not made of an archive that would lead out of it or is not clear", arguments: hostile.indices)
    func refused(index: Int) async throws {
        var archive = TestArchive()
        try Self.hostile[index].make(&archive)
        try data.serve(archive)
        let error = await #expect(throws: GraphDataError.self) { try await builder(add(base("amd64"))).plan() }
        #expect(error?.description == "graph data \(data.url): \(Self.hostile[index].message)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory["cache/drafts"]).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: directory["cache/blobs"]))
    }

    @Test("is not made of half an archive, of none, or on no image")
    func broken() async throws {
        let base = try add(base("amd64"))
        let whole = try Compression.gzip.compress(GraphDataServer.data().bytes)
        for bytes in [Array(whole.dropLast(60)), Array("a page of HTML, say, instead".utf8)] {
            data.serve(bytes)
            await #expect(throws: GraphDataError.self) { try await builder(base).plan() }
        }
        let server = try LoopbackServer { try $0.respondPartially(200, body: whole, sending: whole.count - 1) }
        await #expect(throws: (any Error).self) { try await builder(base, url: server.url).plan() }
        await #expect(throws: GraphDataError.credentials) {
            try await builder(base, url: "https://ali:sesame@example.com/data").plan()
        }
        try data.serve(GraphDataServer.data())
        let missing = ImageReference(repository: base.repository, tag: try Tag("no"))
        let error = await #expect(throws: GraphDataError.self) { try await builder(missing).plan() }
        #expect(error == .base(missing, "the registry has no such image"))
        let artifact = try TestImage(configuration: Array("{}".utf8), type: .ociEmpty, layers: [])
        await #expect(throws: GraphDataError.self) { try await builder(add(artifact)).plan() }
        let strange = try TestImage(configuration: Array("{}".utf8), type: .ociConfiguration, layers: [])
        await #expect(throws: GraphDataError.self) { try await builder(add(strange)).plan() }
    }

    @Test("leaves out what attests how its base was built")
    func attestations() async throws {
        let image = try base("amd64")
        let attestation = try TestImage(
            configuration: Array(#"{"rootfs": {"diff_ids": []}}"#.utf8),
            type: .ociConfiguration,
            layers: []
        )
        let index = try TestImage.index([
            (Platform(os: "linux", architecture: "amd64"), image),
            (Platform(os: "unknown", architecture: "unknown"), attestation),
        ])
        let tree = try await builder(add(index)).plan().image.tree
        #expect(tree.root.children.count == 1)
        #expect(tree.children.count == 1)
    }

    @Test("is built again from its recipe, without the data where its layer is kept")
    func recipe() async throws {
        let base = try add(index(["amd64", "arm64"]))
        let plan = try await builder(base).plan()
        #expect(try await builder(base).build(plan.recipe) == plan.image)
        #expect(data.downloads == 1)

        // What is kept is read before it is used.
        let layer = cache.path(of: plan.recipe.layer)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: layer)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: layer))
        #expect(try await builder(base).build(plan.recipe) == plan.image)
        #expect(data.downloads == 2)
        #expect(cache.holds(plan.recipe.layer, size: plan.recipe.layerSize))

        // Another machine, and meanwhile the base's tag has moved.
        _ = try add(self.base("arm64"))
        let elsewhere = DiskCache(root: directory["elsewhere"])
        #expect(try await builder(base, cache: elsewhere).build(plan.recipe) == plan.image)
        #expect(data.downloads == 3)

        var changed = try GraphDataServer.data()
        try changed.add("new", "data")
        try data.serve(changed)
        #expect(try await builder(base).build(plan.recipe) == plan.image)
        let third = DiskCache(root: directory["third"])
        let error = await #expect(throws: GraphDataError.self) {
            try await builder(base, cache: third).build(plan.recipe)
        }
        guard case .changed(data.url, plan.recipe.layer, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
