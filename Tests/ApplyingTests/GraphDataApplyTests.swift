// SPDX-License-Identifier: Apache-2.0

import Applying
import Cache
import Downloads
import HTTPTransport
import ImageAccess
import OCI
import Plans
import Registry
import Releases
import Resolution
import TestSupport
import Testing

/// The whole way, between real registries.
@Suite("The graph-data image")
struct GraphDataApplyTests {
    @Test(
        "planned here and built there is what skopeo and tar see",
        .enabled(if: (try? runTool(["skopeo", "--version"]))?.status == 0),
        arguments: [TestImage.Format.oci, .docker]
    )
    func wholeWay(format: TestImage.Format) async throws {
        let (upstream, target) = (try RegistryProcess(), try RegistryProcess())
        defer {
            upstream.stop()
            target.stop()
        }
        let folder = try TemporaryDirectory()
        let data = try GraphDataServer(GraphDataServer.data())
        let base = try TestImage.index(
            ["amd64", "arm64"].map { architecture in
                let platform = Platform(os: "linux", architecture: architecture)
                let layer = try Compression.gzip.compress(TestArchive(["etc/arch": architecture]).bytes)
                return (platform, try TestImage(layers: [layer], format: format, platform: platform))
            },
            format: format
        )
        let name = Repository(host: upstream.host, name: try RepositoryName("ubi9/ubi"))
        try await base.push(to: name, tag: "latest", with: testClient(.destination))
        func builder(_ cache: String) throws -> GraphDataImage {
            GraphDataImage(
                library: ImageLibrary(client: testClient(.source)),
                downloader: Downloader(transport: CurlTransport(.init(version: "test"))),
                cache: DiskCache(root: folder[cache]),
                dataURL: data.url,
                base: ImageReference(repository: name, tag: try Tag("latest"))
            )
        }
        let planned = try await builder("here").plan()
        let destination = Repository(host: target.host, name: try RepositoryName("openshift/graph-image"))
        let plan = try buildPlan(planned.image, planned.recipe, to: destination, tags: ["latest"])
        let there = try builder("there")
        let executor = RegistryExecutor(
            plan: plan,
            source: ContentReader(
                library: ImageLibrary(client: testClient(.source)),
                builder: TestBuilder { try await there.build($0) }
            ),
            target: testClient(.destination)
        )
        let outcome = try await executor.run(done: executor.check())
        #expect(outcome.isComplete, "\(outcome)")
        try check("\(destination):latest", planned, in: folder)
    }

    /// Looks at the image with other tools.
    private func check(_ image: String, _ planned: DesiredBuild, in folder: TemporaryDirectory) throws {
        let home = ["HOME": folder.path]
        let raw = try runTool(
            ["skopeo", "inspect", "--tls-verify=false", "--raw", "docker://\(image)"],
            environment: home
        )
        #expect(Digest(of: raw.output.utf8) == planned.image.digest)
        for architecture in ["amd64", "arm64"] {
            let inspect = ["skopeo", "--override-arch", architecture, "inspect", "--tls-verify=false"]
            let configuration = try toolOutput(inspect + ["--config", "docker://\(image)"], environment: home)
            #expect(configuration.contains("exec cp -rp /var/lib/cincinnati-graph-data/*"))
            #expect(configuration.contains(planned.recipe.layer.digest.description))
            // Copying verifies every blob, and the layers against the configuration.
            let copy = folder["copy-\(architecture)"]
            try toolOutput(
                [
                    "skopeo", "--insecure-policy", "--override-arch", architecture, "copy", "--src-tls-verify=false",
                    "docker://\(image)", "dir:\(copy)",
                ],
                environment: home
            )
            let listing = try toolOutput(["tar", "-tvf", "\(copy)/\(planned.recipe.layer.digest.hex)"])
            #expect(listing.split(separator: "\n").allSatisfy { $0.contains(" 0/0 ") })
            #expect(listing.contains("var/lib/cincinnati-graph-data/channels/stable-4.16.yaml"))
        }
    }
}
