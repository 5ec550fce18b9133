// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import OCI
import Plans
import Releases
import Resolution
import TestSupport
import Testing

/// The fields of a JSON object.
private func fields(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

@Suite("The image with the data of the update graph")
struct GraphDataImageTests {
    private let bench: GraphDataBench

    init() throws { bench = try GraphDataBench() }

    @Test("has the layer on every platform of its base", arguments: [TestImage.Format.oci, .docker])
    func everyPlatform(format: TestImage.Format) async throws {
        let base = try bench.index(["amd64", "arm64", "s390x"], format: format)
        let plan = try await bench.builder(bench.add(base)).plan()
        #expect(try plan.recipe.base == "\(bench.add(base))@\(base.digest)")
        #expect(plan.recipe.input == bench.data.url)
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
            #expect((layer.digest, layer.size) == (plan.recipe.layer.digest, plan.recipe.layer.size))
        }
        // Three configurations and the layer.
        #expect(plan.image.blobs.count == 4)
        #expect(bench.registry.log.allSatisfy { !$0.hasPrefix("P") }, "nothing is pushed")
    }

    @Test("keeps all that its base says, but for what it runs")
    func configuration() async throws {
        let base = try bench.base("amd64")
        let image = try await bench.builder(bench.add(base)).plan().image
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
        let plan = try await bench.builder(bench.add(bench.base("amd64"))).plan()
        guard case .file(let path) = plan.image.blobs[plan.recipe.layer.digest] else {
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
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory["cache/mirror/drafts"]).isEmpty)
    }

    @Test("has the same digest for the same files, and another for others")
    func reproducible() async throws {
        let base = try bench.add(bench.index(["amd64", "arm64"]))
        let first = try await bench.builder(base).plan()
        #expect(try await bench.builder(base).plan() == first)
        var other = TestArchive()
        try other.add("version", "1.2.0\n", mode: 0o600, modified: 99)
        try other.add("blocked-edges/4.16.3.yaml", "to: 4.16.3\nfrom: .*\n", modified: 5)
        try other.add("channels/stable-4.16.yaml", "name: stable-4.16\nversions:\n- 4.16.3\n")
        for archive in [try GraphDataServer.data().reversed, other] {
            for compression in Compression.allCases {
                try bench.data.serve(archive, compression)
                let elsewhere = DiskCache(root: bench.directory["cache-\(compression)"])
                let plan = try await bench.builder(base, cache: elsewhere).plan()
                #expect(plan.recipe == first.recipe)
                #expect(plan.image.digest == first.image.digest)
            }
        }
        try other.add("run.sh", "true", mode: 0o755)
        try bench.data.serve(other)
        #expect(try await bench.builder(base).plan().image.digest != first.image.digest)
    }

    @Test("takes links that stay inside, and names hard links as files of their own")
    func links() async throws {
        var archive = TestArchive()
        try archive.add("z", "content")
        try archive.add(hardLink: "a", to: "z")
        try archive.add(link: "d/l", to: "../z")
        try bench.data.serve(archive)
        let plan = try await bench.builder(bench.add(bench.base("amd64"))).plan()
        let path = bench.cache.path(of: plan.recipe.layer.digest)
        let root = "var/lib/cincinnati-graph-data"
        #expect(try toolOutput(["tar", "-xOf", path, "\(root)/a"]) == "content")
        let listing = try toolOutput(["tar", "-tvf", path])
        #expect(listing.contains("\(root)/d/l -> ../z"))
    }

    @Test("leaves out what attests how its base was built")
    func attestations() async throws {
        let image = try bench.base("amd64")
        let attestation = try TestImage(
            configuration: Array(#"{"rootfs": {"diff_ids": []}}"#.utf8),
            type: .ociConfiguration,
            layers: []
        )
        let index = try TestImage.index([
            (Platform(os: "linux", architecture: "amd64"), image),
            (Platform(os: "unknown", architecture: "unknown"), attestation),
        ])
        let tree = try await bench.builder(bench.add(index)).plan().image.tree
        #expect(tree.root.children.count == 1)
        #expect(tree.children.count == 1)
    }

    @Test("is built again from its recipe, without the data where its layer is kept")
    func recipe() async throws {
        let base = try bench.add(bench.index(["amd64", "arm64"]))
        let plan = try await bench.builder(base).plan()
        #expect(try await bench.builder(base).build(plan.recipe) == plan.image)
        #expect(bench.data.downloads == 1)

        // What is kept is read before it is used.
        let layer = bench.cache.path(of: plan.recipe.layer.digest)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: layer)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: layer))
        #expect(try await bench.builder(base).build(plan.recipe) == plan.image)
        #expect(bench.data.downloads == 2)
        #expect(bench.cache.holds(plan.recipe.layer.digest, size: plan.recipe.layer.size))

        // Another machine, and meanwhile the base's tag has moved.
        _ = try bench.add(bench.base("arm64"))
        let elsewhere = DiskCache(root: bench.directory["elsewhere"])
        #expect(try await bench.builder(base, cache: elsewhere).build(plan.recipe) == plan.image)
        #expect(bench.data.downloads == 3)

        var changed = try GraphDataServer.data()
        try changed.add("new", "data")
        try bench.data.serve(changed)
        #expect(try await bench.builder(base).build(plan.recipe) == plan.image)
        let third = DiskCache(root: bench.directory["third"])
        let error = await #expect(throws: GraphDataError.self) {
            try await bench.builder(base, cache: third).build(plan.recipe)
        }
        guard case .changed(bench.data.url, plan.recipe.layer.digest, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
