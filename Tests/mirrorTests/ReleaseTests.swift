// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Releases through the whole tool: an update service, a store of signatures and two of Debian's registries.
@Suite("Releases", .waitsForPrograms)
struct ReleaseTests {
    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await ReleaseWorld.make() }

    @Test("leave nothing in the cache that it does not know")
    func cache() async throws {
        let digest = try await world.publish("4.16.1", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.1", digest)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16", "  minVersion: 4.16.1"])
        try #require(try world.plan("--graph-data-url", world.graphData.url).status == 0)
        let shown = try shop.mirror("cache", "show").output
        for line in ["1 blob,", "1 answer of update services", "1 release payload as read", "1 signature of"] {
            #expect(shown.contains("\n  \(line)"), "\(shown)")
        }
        #expect(!shown.contains("did not make"), "\(shown)")
        let verified = try shop.mirror("cache", "verify")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.contains("1 more have no digest to compare"))
    }

    @Test("are mirrored whole, with signature, graph and the manifests that a cluster needs")
    func wholeRelease() async throws {
        let first = try await world.publish("4.16.1", components: ["cli", "etcd"])
        let second = try await world.publish("4.16.3", components: ["cli", "etcd=newer etcd"])
        try world.offer("stable-4.16", [("4.16.1", first), ("4.16.3", second)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16", "  minVersion: 4.16.1"])

        let made = try world.plan("--graph-data-url", world.graphData.url)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("release 4.16.3 amd64, signed by \(world.key.fingerprint)"))
        #expect(made.output.contains("2 components"))
        #expect(made.output.contains("amd64: 4.16.1 → 4.16.3"))
        #expect(
            try shop.digest("\(world.target.host)/ocp/openshift/graph-image:latest") == nil,
            "planning pushes nothing"
        )
        let plan = try world.written
        let payload = try #require(plan.actions.first { $0.release?.version == "4.16.3" })
        #expect(payload.destination == "\(world.target.host)/ocp/openshift/release-images:4.16.3-x86_64")
        let parts = plan.actions.filter { $0.partOf == [payload.destination] }
        #expect(
            parts.map(\.destination)
                == ["cli", "etcd"].map {
                    "\(world.target.host)/ocp/openshift/release:4.16.3-x86_64-\($0)"
                }
        )
        // The component that both releases have moves its bytes once.
        let shared = plan.actions.filter { $0.destination.hasSuffix("-cli") }
        #expect(shared.count == 2 && shared[0].transfer > shared[1].transfer)

        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try shop.digest("\(world.target.host)/ocp/openshift/release-images:4.16.3-x86_64") == "\(second)")
        #expect(try shop.digest("\(world.target.host)/ocp/openshift/release:4.16.1-x86_64-cli") != nil)
        let graph = try shop.outside(
            "skopeo",
            "inspect",
            "--config",
            "--tls-verify=false",
            "docker://\(world.target.host)/ocp/openshift/graph-image:latest"
        )
        #expect(graph.output.contains("/var/lib/cincinnati/graph-data"))
        #expect(try shop.read("cluster-resources/signature-configmap.yaml").contains("\(second.tagText)-1: "))
        #expect(try shop.read("cluster-resources/updateService.yaml").contains("openshift/graph-image:latest"))
        let idms = try shop.read("cluster-resources/idms-oc-mirror.yaml")
        #expect(
            idms.contains("source: \(ReleaseWorld.components)") && idms.contains("source: \(ReleaseWorld.payloads)")
        )
        #expect(try shop.read("cluster-resources/itms-oc-mirror.yaml").contains("source: \(ReleaseWorld.payloads)"))

        let asked = world.graphs.asked.count
        let again = try world.plan("--graph-data-url", world.graphData.url, "--detailed-exitcode")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains("No changes."))
        #expect(world.graphs.asked.count == asked + 1)
    }

    @Test("are not planned where nobody proved them, unless the user waives that, which the plan says loudly")
    func unproven() async throws {
        let digest = try await world.publish("4.16.1", components: ["cli"], isSigned: false)
        try world.offer("stable-4.16", [("4.16.1", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        let refused = try world.plan()
        #expect(refused.status == 1)
        #expect(refused.errors.contains("isc.yaml:6:13: error: "), "\(refused.errors)")
        #expect(refused.errors.contains(digest.hex) && refused.errors.contains("--ignore-release-signature"))
        #expect((try? shop.read("plan.json")) == nil)

        let waived = try world.plan("--ignore-release-signature")
        #expect(waived.status == 0, "\(waived.errors)")
        #expect(waived.output.contains("IS NOT VERIFIED"))
        #expect(try world.written.options.ignoreReleaseSignature)
        #expect(try !world.written.resources.contains { $0.path.contains("signature-configmap") })
    }

    @Test("are not planned with a key that the user does not trust")
    func otherKey() async throws {
        let digest = try await world.publish("4.16.1", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.1", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        try shop.folder.write(try await ReleaseKey.make().exported(), to: "work/other.asc")
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--release-key", "other.asc")
        #expect(run.status == 1)
        #expect(run.errors.contains("other.asc"), "\(run.errors)")
    }

    @Test("fail the plan where a component cannot be read")
    func missingComponent() async throws {
        let absent = Digest(of: Array("absent".utf8))
        let image = try TestRelease("4.16.1", components: [("etcd", "\(ReleaseWorld.components)@\(absent)")]).image()
        try await world.push(image, as: ReleaseWorld.payloads, tag: "4.16.1-x86_64")
        world.signatures.store([try await world.key.sign(release: "\(image.digest)")], for: "\(image.digest)")
        try world.offer("stable-4.16", [("4.16.1", image.digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        let run = try world.plan("--allow-missing")
        #expect(run.status == 1)
        #expect(run.errors.contains("a component of release 4.16.1-x86_64"), "\(run.errors)")
        #expect(run.errors.contains("whole or not at all"))
        #expect((try? shop.read("plan.json")) == nil)
    }

    @Test("that an upgrade needs are named, and added where that is asked for")
    func completePath() async throws {
        var releases: [(version: String, digest: Digest)] = []
        for version in ["4.14.1", "4.15.2", "4.16.3"] {
            releases.append((version, try await world.publish(version, components: ["cli=\(version)"])))
        }
        try world.offer("eus-4.16", releases, edges: [[0, 1], [1, 2]])
        try world.offer("stable-4.14", [releases[0]])
        try world.configure([
            "channels:", "- name: stable-4.14", "- name: eus-4.16", "  minVersion: 4.16.3",
        ])
        let gap = try world.plan("--exact-channels")
        #expect(gap.status == 0, "\(gap.errors)")
        #expect(gap.output.contains("4.15.2 (not in the set)"), "\(gap.output)")
        #expect(gap.output.contains("--complete-paths"))
        #expect(try world.written.upgradePaths.map(\.isComplete) == [false])

        let complete = try world.plan("--exact-channels", "--complete-paths")
        #expect(complete.status == 0, "\(complete.errors)")
        let path = try #require(try world.written.upgradePaths.first)
        #expect(path.isComplete && path.hops.map(\.version) == ["4.15.2", "4.16.3"])
        #expect(try world.written.actions.contains { $0.release?.version == "4.15.2" })
    }

    @Test("are planned again from the same graphs where the update service is out of reach")
    func graphsOf() async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        #expect(try world.plan().status == 0)
        let first = try shop.read("plan.json")
        try world.offer("stable-4.16", [("4.16.9", digest)])
        #expect(try world.plan("--out", "later.json").status == 1, "the later graph has another release, which is none")
        world.graphs.stop()
        let again = try world.plan("--graphs-of", "plan.json", "--out", "again.json")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try shop.read("again.json") == first)
    }

    @Test("of OKD are asked for at OKD's own service")
    func okd() async throws {
        let version = "4.15.0-0.okd-2024-01-27-070424"
        let digest = try await world.publish(version, components: ["cli"])
        try world.offer("4-stable", [(version, digest)])
        try world.configure(["channels:", "- name: 4-stable", "  type: okd"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        let payload = try #require(try world.written.actions.first { $0.type == .releasePayload })
        #expect(payload.destination.hasSuffix(":\(version)-x86_64"))
    }
}
