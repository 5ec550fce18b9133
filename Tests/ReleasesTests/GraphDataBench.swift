// SPDX-License-Identifier: Apache-2.0

import Cache
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Registry
import Releases
import Scheduling
import TestSupport

private let dockerConfiguration = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")

/// What builds of the image with the data of the update graph need: a registry with a base image, a server with data.
struct GraphDataBench {
    let directory: TemporaryDirectory
    let cache: DiskCache
    let registry: FakeRegistry
    let data: GraphDataServer

    init() throws {
        directory = try TemporaryDirectory()
        cache = DiskCache(root: directory["cache"])
        registry = try FakeRegistry()
        data = try GraphDataServer(GraphDataServer.data())
    }

    func builder(_ base: ImageReference, url: String? = nil, cache: DiskCache? = nil) -> GraphDataImage {
        GraphDataImage(
            library: ImageLibrary(client: .test()),
            downloader: Downloader(
                transport: CurlTransport(.init(version: "test")),
                retry: .tries(3)
            ),
            cache: cache ?? self.cache,
            dataURL: url ?? data.url,
            base: base
        )
    }

    /// A base image with a configuration that says more than this tool knows.
    func base(_ architecture: String, format: TestImage.Format = .oci) throws -> TestImage {
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

    func index(_ architectures: [String], format: TestImage.Format = .oci) throws -> TestImage {
        try TestImage.index(
            architectures.map { (Platform(os: "linux", architecture: $0), try base($0, format: format)) },
            format: format
        )
    }

    /// Puts a base image into the registry and returns its name.
    func add(_ image: TestImage) throws -> ImageReference {
        registry.add(image, to: "ubi9/ubi", tag: "latest")
        return ImageReference(repository: try registry.repository("ubi9/ubi"), tag: try Tag("latest"))
    }
}
