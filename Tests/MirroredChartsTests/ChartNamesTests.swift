// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import MirroredCharts

@Suite("What charts are called as images")
struct ChartNamesTests {
    private func record(_ source: String, _ name: String = "web", _ version: String = "1.0.0") -> ChartRecord {
        ChartRecord(source: source, name: name, version: version, digest: Digest(of: []))
    }

    @Test(
        "as origins: their reference in a registry, or the address of their repository",
        arguments: [
            ("https://charts.example/team", "charts.example/team/web:1.0.0"),
            ("https://charts.example", "charts.example/web:1.0.0"),
            ("http://127.0.0.1:8080/a/b/index.yaml", "127.0.0.1:8080/a/b/web:1.0.0"),
            ("https://Foo.github.io/Helm_Charts/", "foo.github.io/helm-charts/web:1.0.0"),
            ("https://a.example/~user/x..y/", "a.example/user/x-y/web:1.0.0"),
            ("oci://registry.example/charts", "registry.example/charts/web:1.0.0"),
            ("oci://registry.example/charts/web", "registry.example/charts/web:1.0.0"),
            ("oci://registry.example/charts/web:1.0.0", "registry.example/charts/web:1.0.0"),
            ("oci://registry.example:5000", "registry.example:5000/web:1.0.0"),
            ("charts/web", "localhost/charts/web:1.0.0"), ("/srv/web.tgz", "localhost/charts/web:1.0.0"),
        ]
    )
    func origins(source: String, expected: String) throws {
        #expect("\(try ChartNames.origin(of: record(source)))" == expected)
    }

    @Test func `a version with a plus has a tag with an underscore`() throws {
        let origin = try ChartNames.origin(of: record("https://charts.example", "web", "1.0.0+build.1"))
        #expect(origin.tag?.description == "1.0.0_build.1")
        #expect(origin.tag?.chartVersion == "1.0.0+build.1")
    }

    @Test(
        "at the target: in a folder of charts, except those of registries",
        arguments: [
            ("https://charts.example/team", "Team A", "charts/team-a/web:1.0.0"),
            ("https://charts.example/team", nil, "charts/web:1.0.0"), ("charts/web", nil, "charts/web:1.0.0"),
            ("oci://registry.example/a/b", "team", "a/b/web:1.0.0"),
            ("oci://registry.example/a/web:1.0.0", nil, "a/web:1.0.0"),
        ] as [(String, String?, String)]
    )
    func places(source: String, repository: String?, expected: String) throws {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp"))
        let place = try ChartNames(mapping).destination(of: record(source), in: repository)
        #expect("\(place)" == "mirror.example:5000/ocp/\(expected)")
    }

    @Test func `deep paths are joined where the target wants few components`() throws {
        let mapping = DestinationMapping(
            target: try MirrorTarget("docker://mirror.example:5000/ocp"),
            maxNestedPaths: 2
        )
        let place = try ChartNames(mapping).destination(of: record("https://charts.example"), in: "team")
        #expect("\(place)" == "mirror.example:5000/ocp/charts-team-web:1.0.0")
    }

    @Test(arguments: [("Web", "1.0.0"), ("web chart", "1.0.0"), ("web", "1.0.0 beta"), ("", "1.0.0"), ("web", "")])
    func `a name or a version that no registry takes is an error`(name: String, version: String) throws {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000"))
        #expect(throws: ReferenceError.self) {
            _ = try ChartNames(mapping).destination(of: record("charts/web", name, version), in: nil)
        }
    }

    @Test(
        "images of charts are kept like additional images",
        arguments: [
            ("quay.io/a/b:1", "a/b:1"), ("nginx:1.25", "library/nginx:1.25"),
            ("quay.io/a/b@\(Digest(of: []))", "a/b:\(Digest(of: []).tagText)"),
            ("quay.io/a/b:1@\(Digest(of: []))", "a/b:1"),
        ]
    )
    func images(text: String, expected: String) throws {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp"))
        let place = try ChartNames(mapping).destination(of: try ImageReference(text))
        #expect("\(place)" == "mirror.example:5000/ocp/\(expected)")
    }

    @Test func `an image without tag and digest is latest by the rules of version one, and has no place by ours`()
        throws
    {
        let image = try ImageReference("quay.io/a/b")
        let mapping = DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp"))
        #expect(throws: ReferenceError.self) { _ = try ChartNames(mapping).destination(of: image) }
    }
}
