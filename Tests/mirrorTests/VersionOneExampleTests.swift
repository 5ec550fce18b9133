// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// The configurations of oc-mirror's document about v1 are planned, against what stands in the place of the real hosts.
@Suite("The configurations of oc-mirror's document about v1", .waitsForPrograms)
struct VersionOneExampleTests {
    private let upstream: FakeRegistry
    private let target: FakeRegistry
    private let graphs: GraphServer
    private let charts: ChartServer
    private let shop: Workshop

    init() throws {
        upstream = try FakeRegistry()
        target = try FakeRegistry()
        graphs = try GraphServer()
        charts = try ChartServer([
            try TestChart("ibm-mongodb-enterprise-helm", "0.1.0", images: ["quay.io/ibm/mongodb:0.1"]),
            try TestChart("ibm-mongodb-enterprise-helm", "0.2.0", images: ["quay.io/ibm/mongodb:0.2"]),
        ])
        let hosts = ["quay.io", "registry.redhat.io"]
        let redirects = hosts.map { [host = upstream.server.host] name in
            "[[registry]]\nprefix = \"\(name)\"\nlocation = \"\(host)/\(name)\"\ninsecure = true\n"
        }
        shop = try Workshop(
            registries: redirects.joined() + "[[registry]]\nlocation = \"\(target.server.host)\"\ninsecure = true\n",
            variables: ["UPDATE_URL_OVERRIDE": graphs.url]
        )
        let release = try SampleRelease("4.9.45", components: ["cli", "etcd"], compression: .none)
        for image in release.components { upstream.add(image, to: SampleRelease.components) }
        upstream.add(release.payload, to: SampleRelease.payloads, tag: release.tag)
        try graphs.offer("stable-4.9", [(version: release.version, digest: release.payload.digest)])
        upstream.add(try TestImage.sample(1), to: "registry.redhat.io/ubi8/ubi", tag: "latest")
        upstream.add(try TestImage.sample(2), to: "quay.io/ibm/mongodb", tag: "0.2")
        var security = TestOperator(
            "rhacs-operator",
            default: "latest",
            [
                (
                    "latest",
                    [
                        "rhacs-operator.v3.66.0", "rhacs-operator.v3.67.0 > rhacs-operator.v3.66.0",
                        "rhacs-operator.v3.67.1 > rhacs-operator.v3.67.0",
                    ]
                )
            ]
        )
        security.registry = "registry.redhat.io/security"
        security.namesDigests = true
        for (repository, tag, image) in try security.images { upstream.add(image, to: repository, tag: tag) }
        var catalog = try TestCatalog([security])
        catalog.compression = .none
        upstream.add(try catalog.image(), to: "registry.redhat.io/redhat/redhat-operator-index", tag: "v4.9")
    }

    /// Plans an example; its chart repository is one of the test's, and metadata is kept in a folder of the test's.
    private func plan(_ name: String) throws -> Plan {
        let path = ExamplesTests.root.appending(path: "examples/oc-mirror/\(name)")
        var text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
        text = text.replacing(
            "https://raw.githubusercontent.com/redhat-developer/redhat-helm-charts/master",
            with: charts.url
        )
        text = text.replacing("/home/user/metadata", with: shop.folder["metadata"])
            .replacing("example.com/example/oc-mirror", with: "\(target.server.host)/example/oc-mirror")
        try shop.folder.write(text, to: "work/isc.yaml")
        let run = try shop.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--to",
            "docker://\(target.server.host)/ocp",
            "--ignore-release-signature"
        )
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        return try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
    }

    /// The repositories and tags of images of some types, without the target.
    private func places(_ plan: Plan, _ types: Set<ImageType>) -> [String] {
        plan.placed.filter { types.contains($0.type) }
            .map { "\($0.destination)".replacing("\(target.server.host)/ocp/", with: "") }.sorted()
    }

    private let releases = [
        "openshift/release-images:4.9.45-x86_64", "openshift/release:4.9.45-x86_64-cli",
        "openshift/release:4.9.45-x86_64-etcd",
    ]

    /// The versions of the bundles in a plan.
    private func bundles(_ plan: Plan) throws -> [String] {
        let digests = Set(plan.placed.filter { $0.type == .operatorBundle }.map(\.digest))
        return try ["3.66.0", "3.67.0", "3.67.1"].filter { version in
            let name = "registry.redhat.io/security/rhacs-operator-bundle:v\(version)"
            return digests.contains(try TestImage(layers: [Array("the content of \(name)".utf8)]).digest)
        }
    }

    @Test("a release, and the heads of a catalog")
    func releaseAndCatalog() throws {
        let plan = try plan("v1-release-and-catalog.yaml")
        #expect(places(plan, [.releasePayload, .releaseComponent]) == releases.sorted())
        #expect(places(plan, [.operatorCatalog]) == ["redhat/redhat-operator-index:v4.9"])
        #expect(try bundles(plan) == ["3.67.1"])
    }

    @Test("an operator from a version on")
    func operatorVersions() throws {
        let plan = try plan("v1-operator-versions.yaml")
        #expect(try bundles(plan) == ["3.67.0", "3.67.1"])
        #expect(places(plan, [.operatorCatalog]) == ["redhat/redhat-operator-index:v4.9"])
    }

    @Test("a release, a catalog, an image, and the images of a chart")
    func imagesAndCharts() throws {
        let plan = try plan("v1-images-and-charts.yaml")
        #expect(
            places(plan, [.releasePayload, .releaseComponent, .additionalImage])
                == (releases + ["ubi8/ubi:latest"]).sorted()
        )
        #expect(try bundles(plan) == ["3.67.1"])
        #expect(places(plan, [.helmImage]) == ["ibm/mongodb:0.2"])
        #expect(plan.charts.map(\.version) == ["0.2.0"])
    }
}
