// SPDX-License-Identifier: Apache-2.0

import Archives
import ChartRepositories
import Foundation
import OCI
import TestSupport
import Testing

struct ChartPackageTests {
    private let files = [
        ("values.yaml", "a: 1\n"), ("Chart.yaml", "name: web\n"), ("templates/t.yaml", "x"), ("a/Z", ""),
    ]
    .map { (path: $0.0, bytes: Array($0.1.utf8)) }

    @Test func `a packaged chart has its files in a folder of its name, in the order of their bytes`() async throws {
        let folder = try TemporaryDirectory()
        let bytes = try ChartPackage.archive("web", files)
        try Data(bytes).write(to: URL(filePath: "\(folder.path)/web.tgz"))
        let listing = try toolOutput(["tar", "tzf", "\(folder.path)/web.tgz"], environment: ["PATH": "/usr/bin:/bin"])
        #expect(listing == "web/Chart.yaml\nweb/a/Z\nweb/templates/t.yaml\nweb/values.yaml")
        let values = try toolOutput(
            ["tar", "xzOf", "\(folder.path)/web.tgz", "web/values.yaml"],
            environment: ["PATH": "/usr/bin:/bin"]
        )
        #expect(values == "a: 1")
    }

    @Test func `the same files give the same bytes, in any order`() throws {
        var generator = SeededGenerator(seed: 1)
        let bytes = try ChartPackage.archive("web", files)
        for _ in 0..<5 { #expect(try ChartPackage.archive("web", files.shuffled(using: &generator)) == bytes) }
        #expect(try ChartPackage.archive("api", files) != bytes)
    }

    @Test func `the image of a chart has its bytes as the only layer, as Helm reads it`() throws {
        let chart = try TestChart("web", "1.0.0")
        let image = try ChartArtifact(
            digest: chart.digest,
            size: Int64(chart.bytes.count),
            at: .bytes(chart.bytes),
            configuration: Array(#"{"name":"web"}"#.utf8),
            annotations: ["org.opencontainers.image.version": "1.0.0", "a\"b\\": "line\nbreak \u{1}"]
        ).build()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(image.tree.root.bytes)) as? [String: Any]
        )
        #expect(object["mediaType"] as? String == "application/vnd.oci.image.manifest.v1+json")
        #expect(object["schemaVersion"] as? Int == 2)
        let layers = try #require(object["layers"] as? [[String: Any]])
        #expect(layers.count == 1)
        #expect(layers[0]["mediaType"] as? String == "application/vnd.cncf.helm.chart.content.v1.tar+gzip")
        #expect(layers[0]["digest"] as? String == "\(chart.digest)")
        #expect(layers[0]["size"] as? Int == chart.bytes.count)
        let configuration = try #require(object["config"] as? [String: Any])
        #expect(configuration["mediaType"] as? String == "application/vnd.cncf.helm.config.v1+json")
        let annotations = try #require(object["annotations"] as? [String: String])
        #expect(annotations == ["org.opencontainers.image.version": "1.0.0", "a\"b\\": "line\nbreak \u{1}"])
        #expect(image.blobs[chart.digest] == .bytes(chart.bytes) && image.blobs.count == 2)
    }
}
