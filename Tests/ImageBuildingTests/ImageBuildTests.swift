// SPDX-License-Identifier: Apache-2.0

import Foundation
import ImageAccess
import ImageBuilding
import Layouts
import OCI
import Registry
import TestSupport
import Testing

@Suite("An image that is built on another")
struct ImageBuildTests {
    private let registry: FakeRegistry
    private let directory: TemporaryDirectory

    init() throws {
        registry = try FakeRegistry()
        directory = try TemporaryDirectory()
    }

    private static let layers = [
        TopLayer(Array("whiteouts".utf8), comment: "the lower"), TopLayer(Array("content".utf8), comment: "the upper"),
    ]

    private static func base(_ architecture: String, _ format: TestImage.Format = .oci) throws -> TestImage {
        try TestImage(
            layers: [Array("base for \(architecture)".utf8)],
            format: format,
            platform: Platform(os: "linux", architecture: architecture),
            labels: ["for": architecture],
            entryPoint: ["/bin/\(architecture)"],
            command: ["old"]
        )
    }

    private static func index(_ architectures: [String], _ format: TestImage.Format = .oci) throws -> TestImage {
        try TestImage.index(
            architectures.map { (Platform(os: "linux", architecture: $0), try base($0, format)) },
            format: format
        )
    }

    /// Puts an image into the registry and prepares to build on it.
    private func build(_ image: TestImage, _ platforms: [Platform] = []) throws -> ImageBuild {
        registry.add(image, to: "base")
        return ImageBuild(
            base: .registry(.test(), try registry.repository("base")),
            digest: image.digest,
            platforms: platforms
        )
    }

    private static func fields(_ image: BuiltImage, _ digest: Digest?) throws -> [String: Any] {
        guard let digest, case .bytes(let bytes) = image.blobs[digest] else { return [:] }
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test(
        "has the layers in their order on every platform, in the types of its base",
        arguments: [TestImage.Format.oci, .docker]
    )
    func platforms(format: TestImage.Format) async throws {
        let base = try Self.index(["amd64", "arm64", "s390x"], format)
        let image = try await build(base).topped(with: Self.layers) { $0["Cmd"] = ["new"] }
        #expect(image.tree.root.descriptor.mediaType == base.top.descriptor.mediaType)
        #expect(image.tree.root.children.map(\.platform?.architecture) == ["amd64", "arm64", "s390x"])
        #expect(image.tree.root.children.map(\.digest) == image.tree.children.map(\.descriptor.digest))
        let type =
            format == .oci ? "application/vnd.oci.image.layer.v1.tar" : "application/vnd.docker.image.rootfs.diff.tar"
        for (manifest, old) in zip(image.tree.children, base.manifests) {
            #expect(manifest.descriptor.mediaType == old.descriptor.mediaType)
            #expect(
                manifest.blobs.dropFirst().map(\.digest) == old.blobs.dropFirst().map(\.digest)
                    + Self.layers.map(\.digest)
            )
            #expect(manifest.blobs.suffix(2).allSatisfy { $0.mediaType.rawValue == type })
            #expect(manifest.blobs.suffix(2).map(\.size) == Self.layers.map(\.size))
            let configuration = try Self.fields(image, manifest.blobs.first?.digest)
            let architecture = try #require(configuration["architecture"] as? String)
            let settings = try #require(configuration["config"] as? [String: Any])
            #expect(settings["Cmd"] as? [String] == ["new"])
            #expect(settings["Entrypoint"] as? [String] == ["/bin/\(architecture)"])
            #expect(settings["Labels"] as? [String: String] == ["for": architecture])
            let diffs = (configuration["rootfs"] as? [String: Any])?["diff_ids"] as? [String]
            #expect(diffs?.suffix(2) == Self.layers.map(\.digest.description)[...])
            #expect(diffs?.count == 3)
        }
        // Three configurations and two layers.
        #expect(image.blobs.count == 5)
        #expect(registry.log.allSatisfy { $0.hasPrefix("GET") }, "nothing is pushed")
    }

    @Test("has only the platforms that are wanted, and reads no others")
    func subset() async throws {
        let base = try Self.index(["amd64", "arm64", "s390x"])
        let wanted = [Platform(os: "linux", architecture: "arm64")]
        let image = try await build(base, wanted).topped(with: Self.layers) { _ in }
        #expect(image.tree.root.children.map(\.platform?.architecture) == ["arm64"])
        #expect(image.tree.children.count == 1)
        let others = base.manifests.filter { $0.descriptor.digest != base.digest }.enumerated().filter {
            $0.offset != 1
        }
        for (_, other) in others { #expect(!registry.log.contains { $0.hasSuffix("\(other.descriptor.digest)") }) }
        let none = try build(base, [Platform(os: "linux", architecture: "riscv64")])
        await #expect(throws: ImageBuildError.self) { try await none.topped(with: Self.layers) { _ in } }
    }

    @Test("does not carry attestations of how its base was built")
    func attestations() async throws {
        let attestation = try TestImage(
            configuration: Array(#"{"rootfs": {"diff_ids": []}}"#.utf8),
            type: .ociConfiguration,
            layers: []
        )
        let base = try TestImage.index([
            (Platform(os: "linux", architecture: "amd64"), Self.base("amd64")),
            (Platform(os: "unknown", architecture: "unknown"), attestation),
        ])
        let read = try await build(base).read()
        #expect(try read.instances.count == 1)
        let image = try read.topped(with: Self.layers) { _ in }
        #expect(image.tree.root.children.map(\.platform?.architecture) == ["amd64"])
        #expect(!image.tree.manifests.contains { $0.descriptor.digest == attestation.digest })
    }

    @Test("is the same whenever and wherever it is built, from a registry or a layout")
    func deterministic() async throws {
        let base = try Self.index(["amd64", "arm64"])
        let first = try await build(base).topped(with: Self.layers) { $0["Cmd"] = ["a", "b/c"] }
        let again = try await build(base).topped(with: Self.layers) { $0["Cmd"] = ["a", "b/c"] }
        try base.write(to: directory, "layout")
        let layout = ImagePlace.layout(try ImageLayout(path: directory["layout"]))
        let elsewhere = try await ImageBuild(base: layout, digest: base.digest)
            .topped(with: Self.layers) { $0["Cmd"] = ["a", "b/c"] }
        for image in [again, elsewhere] {
            #expect(image.digest == first.digest)
            #expect(image.tree == first.tree)
            #expect(image.blobs == first.blobs)
        }
        let other = try await build(base).topped(with: Self.layers.reversed()) { $0["Cmd"] = ["a", "b/c"] }
        #expect(other.digest != first.digest)
    }

    @Test("has on each platform what is for that one")
    func byPlatform() async throws {
        let base = try Self.index(["amd64", "arm64"])
        let read = try await build(base).read()
        let instances = try read.instances
        #expect(instances.map { $0.settings["Entrypoint"] as? [String] } == [["/bin/amd64"], ["/bin/arm64"]])
        #expect(instances.map(\.layers) == base.manifests.prefix(2).map { Array($0.blobs.dropFirst()) })
        let image = try read.topped { digest in
            ToppedImage(layers: digest == instances[0].digest ? Self.layers : [Self.layers[0]]) { _ in }
        }
        #expect(image.tree.children.map { $0.blobs.count } == [4, 3])
        #expect(Self.layers.allSatisfy { image.blobs[$0.digest] == $0.content })
    }

    @Test("is refused where its base does not run, or is not what its digest says")
    func refusals() async throws {
        let artifact = try TestImage(
            configuration: Array("{}".utf8),
            type: .ociEmpty,
            layers: [(.ociLayer, [1])]
        )
        let bad = try TestImage(configuration: Array("[]".utf8), type: .ociConfiguration, layers: [(.ociLayer, [1])])
        let without = try TestImage(
            configuration: Array(#"{"rootfs": {}}"#.utf8),
            type: .ociConfiguration,
            layers: [(.ociLayer, [1])]
        )
        for (image, message) in [
            (artifact, "it is neither an image that runs"), (bad, "the configuration is not a JSON object"),
            (without, "no list `rootfs.diff_ids`"),
        ] {
            let build = try build(image)
            let error = await #expect(throws: ImageBuildError.self) {
                try await build.topped(with: Self.layers) { _ in }
            }
            #expect(error?.message.contains(message) == true, "\(error as Any)")
        }
        let lying = try build(Self.base("amd64"))
        registry.inject(FakeRegistryFault(.lie, target: "/blobs/", times: 9))
        await #expect(throws: (any Error).self) { try await lying.topped(with: Self.layers) { _ in } }
    }
}
