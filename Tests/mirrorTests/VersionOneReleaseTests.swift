// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

/// A configuration of oc-mirror v1 is planned as it is.
@Suite("A plan of releases by the rules of oc-mirror v1", .waitsForPrograms)
struct VersionOneReleaseTests {
    private let world: ReleaseWorld

    init() async throws {
        world = try await ReleaseWorld.make()
        var releases: [(version: String, digest: Digest)] = []
        for version in ["4.8.19", "4.8.20"] {
            releases.append((version, try await world.publish(version, components: ["etcd", "cli"])))
        }
        try world.offer("stable-4.8", releases)
        let base = try TestImage(layers: [Array("ubi-micro".utf8)])
        try await world.push(base, as: "registry.access.redhat.com/ubi8/ubi-micro", tag: "latest")
        try configure(graph: false)
    }

    private func configure(graph: Bool) throws {
        try world.shop.folder.write(
            """
            apiVersion: mirror.openshift.io/v1alpha2
            kind: ImageSetConfiguration
            mirror:
              platform:
                graph: \(graph)
                channels:
                - name: stable-4.8

            """,
            to: "work/isc.yaml"
        )
    }

    private func plan(_ options: [String] = [], filter: String = "") throws -> ToolRun {
        try world.shop.run(
            ["plan", "-c", "isc.yaml", "--release-key", "release-key.asc"] + options,
            variables: ["VERSION_FILTER": filter]
        )
    }

    /// The places that the plan names, without the target.
    private var places: Set<String> {
        get throws {
            Set(try world.written.placed.map { "\($0.destination)".replacing("\(world.target.host)/ocp/", with: "") })
        }
    }

    private func release(_ version: String) -> Set<String> {
        [
            "openshift/release-images:\(version)-x86_64", "openshift/release:\(version)-x86_64-etcd",
            "openshift/release:\(version)-x86_64-cli",
        ]
    }

    @Test("takes the head, or the highest version that VERSION_FILTER matches, and notes that")
    func filter() throws {
        let head = try plan()
        #expect(head.status == 0, "\(head.errors)")
        #expect(try places == release("4.8.20"))
        #expect(try world.written.checks.map(\.code).contains(.versionFilter) == false)
        let filtered = try plan(filter: "^4\\.8\\.1[0-9]$")
        #expect(filtered.status == 0, "\(filtered.errors)")
        #expect(try places == release("4.8.19"))
        #expect(filtered.output.contains("VERSION_FILTER is set"))
        let wrong = try plan(filter: "a(b")
        #expect(
            wrong.status == 1 && wrong.errors.contains("VERSION_FILTER is no regular expression"),
            "\(wrong.errors)"
        )
    }

    @Test("mirrors the image that the data of the graph is put on, as oc-mirror v1 does")
    func graph() throws {
        try configure(graph: true)
        let run = try plan(["--graph-data-url", world.graphData.url])
        #expect(run.status == 0, "\(run.errors)")
        let expected = release("4.8.20").union(["openshift/graph-image:latest", "ubi8/ubi-micro:latest"])
        #expect(try places == expected)
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        let service = try world.shop.read("cluster-resources/updateService.yaml")
        #expect(service.contains("name: update-service-oc-mirror"))
        #expect(service.contains("releases: \(world.target.host)/ocp/openshift/release-images\n"))
    }
}
