// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// The processors that releases are made for.
@Suite("Releases for several processors", .waitsForPrograms)
struct ReleasePlatformTests {
    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await ReleaseWorld.make() }

    /// The tags that the plan writes, sorted.
    private var tags: [String] {
        get throws {
            try world.written.actions.compactMap {
                $0.destination.description.split(separator: ":").last.map(String.init)
            }
        }
    }

    @Test("of several processors are resolved one by one, and multi-architecture ones by platform")
    func processors() async throws {
        let amd64 = try await world.publish("4.16.3", components: ["cli"])
        let arm64 = try await world.publish("4.16.1", components: ["cli"], architectures: ["arm64"])
        let multi = try await world.publish("4.16.3", components: ["cli"], architectures: ["amd64", "arm64"])
        try world.offer("stable-4.16", [("4.16.3", amd64)])
        try world.offer("stable-4.16", [("4.16.1", arm64)], architecture: "arm64")
        try world.offer("stable-4.16", [("4.16.3", multi)], architecture: "multi")
        try world.configure(["architectures: [amd64, arm64]", "channels:", "- name: stable-4.16"])
        #expect(try world.plan().status == 0)
        let payloads = try world.written.actions.filter { $0.type == .releasePayload }
        #expect(
            payloads.map { $0.destination.description.split(separator: ":").last } == [
                "4.16.1-aarch64", "4.16.3-x86_64",
            ]
        )
        #expect(world.graphs.asked.sorted() == ["stable-4.16 amd64", "stable-4.16 arm64"])

        try world.configure([
            "platforms: [{os: linux, architecture: arm64}]", "channels:", "- name: stable-4.16",
        ])
        let sparse = try world.plan()
        #expect(sparse.status == 0, "\(sparse.errors)")
        #expect(sparse.output.contains("the target must accept indexes"))
        let actions = try world.written.actions
        #expect(actions.allSatisfy { $0.platforms == ["linux/arm64"] })
        #expect(
            actions.map { $0.destination.description.split(separator: ":").last } == [
                "4.16.3-multi-cli", "4.16.3-multi",
            ]
        )
    }

    @Test(
        "name their processor as Red Hat's tags do",
        arguments: [("amd64", "x86_64"), ("arm64", "aarch64"), ("ppc64le", "ppc64le"), ("s390x", "s390x")]
    )
    func suffixes(architecture: String, suffix: String) async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"], architectures: [architecture])
        try world.offer("stable-4.16", [("4.16.3", digest)], architecture: architecture)
        try world.configure(["architectures: [\(architecture)]", "channels:", "- name: stable-4.16"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try tags == ["4.16.3-\(suffix)-cli", "4.16.3-\(suffix)"])
        #expect(try world.written.actions.compactMap(\.release).map(\.architecture) == [architecture])
    }

    @Test("are lists as a whole where `multi` is asked for, payload and components")
    func multi() async throws {
        let release = try SampleRelease(
            "4.16.3",
            components: ["cli", "etcd"],
            architectures: ["amd64", "arm64"],
            kubeVirt: ["s390x": "an s390x disk", "x86_64": "a disk"]
        )
        try world.offer("stable-4.16", [("4.16.3", try await world.publish(release))], architecture: "multi")
        try world.configure([
            "architectures: [multi]", "kubeVirtContainer: true", "channels:", "- name: stable-4.16",
        ])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try tags.sorted() == [
                "4.16.3-multi", "4.16.3-multi-cli", "4.16.3-multi-etcd", "4.16.3-multi-kube-virt-container-s390x",
                "4.16.3-multi-kube-virt-container-x86_64",
            ]
        )
        #expect(try world.written.actions.allSatisfy { $0.platforms == nil })
        #expect(!run.output.contains("the target must accept indexes"))

        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let (payloads, components) = ("openshift/release-images", "openshift/release")
        let lists = [(payloads, release.payload)] + release.components.prefix(2).map { (components, $0) }
        for (repository, list) in lists {
            #expect(list.manifests.count == 3)
            for manifest in list.manifests {
                let image = "\(world.target.host)/ocp/\(repository)@\(manifest.descriptor.digest)"
                #expect(try shop.digest(image) == "\(manifest.descriptor.digest)")
            }
        }
    }

    @Test("of which some platforms are wanted keep their digests and bring the images of these alone")
    func sparse() async throws {
        let target = try FakeRegistry()
        try shop.reach(insecure: target.host)
        let release = try SampleRelease("4.16.3", components: ["cli"], architectures: ["amd64", "arm64"])
        try world.offer("stable-4.16", [("4.16.3", try await world.publish(release))], architecture: "multi")
        try await world.publishBase()
        try world.configure([
            "graph: true", "platforms: [{os: linux, architecture: arm64}]", "channels:", "- name: stable-4.16",
        ])
        let to = "docker://\(try target.host)/ocp"
        let run = try world.plan("--to", to, "--graph-data-url", world.graphData.url)
        #expect(run.status == 0, "\(run.errors)")
        // The graph's data is for every processor, whatever the releases are for.
        let platforms = try world.written.actions.map { "\($0.type.rawValue) \($0.platforms ?? ["all"])" }.sorted()
        #expect(
            platforms == [
                "graph-data [\"all\"]", "release-component [\"linux/arm64\"]", "release-payload [\"linux/arm64\"]",
            ]
        )
        let graph = try #require(try world.written.actions.first { $0.type == .graphData })

        let applied = try shop.mirror("apply", "plan.json", "--to", to)
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let lists = [
            ("ocp/openshift/release-images", "4.16.3-multi", release.payload),
            ("ocp/openshift/release", "4.16.3-multi-cli", release.components[0]),
        ]
        for (repository, tag, list) in lists {
            #expect(target.tags(of: repository) == [tag: "\(list.digest)"])
            let (other, wanted) = (list.manifests[0], list.manifests[1])
            let here = Set(wanted.blobs.map(\.digest))
            let away = Set(other.blobs.map(\.digest)).subtracting(here)
            #expect(!here.isEmpty && here.allSatisfy { target.blob($0, in: repository) == list.blobs[$0] })
            #expect(!away.isEmpty && away.allSatisfy { target.blob($0, in: repository) == nil })
            #expect(target.log.contains("PUT /v2/\(repository)/manifests/\(wanted.descriptor.digest)"))
            #expect(!target.log.contains("PUT /v2/\(repository)/manifests/\(other.descriptor.digest)"))
        }
        #expect(target.tags(of: "ocp/openshift/graph-image") == ["latest": "\(graph.digest)"])
        #expect(target.log.count { $0.hasPrefix("PUT /v2/ocp/openshift/graph-image/manifests/") } == 3)
    }

    @Test(
        "fail the plan where an image lacks a platform, and say which it has",
        arguments: [
            (
                ["amd64", "s390x"], ["amd64", "arm64"], "\(ReleaseWorld.payloads):4.16.3-multi@",
                "linux/amd64, linux/s390x"
            ),
            (["amd64", "arm64"], ["amd64", "ppc64le"], "\(ReleaseWorld.components)@", "linux/amd64, linux/ppc64le"),
        ]
    )
    func absentPlatform(payload: [String], component: [String], image: String, offered: String) async throws {
        let cli = try TestImage.index(
            component.map { name in
                let platform = Platform(os: "linux", architecture: name)
                return (platform, try TestImage(layers: [Array("cli for \(name)".utf8)], platform: platform))
            }
        )
        try await world.push(cli, as: ReleaseWorld.components, tag: nil)
        let digest = try await world.publish(
            payload: TestRelease(
                "4.16.3",
                for: payload,
                components: [("cli", "\(ReleaseWorld.components)@\(cli.digest)")]
            ),
            tag: "4.16.3-multi"
        )
        try world.offer("stable-4.16", [("4.16.3", digest)], architecture: "multi")
        try world.configure([
            "platforms: [{os: linux, architecture: arm64}]", "channels:", "- name: stable-4.16",
        ])
        for options in [[], ["--allow-missing"]] {
            let run = try shop.run(
                ["plan", "-c", "isc.yaml", "--release-key", "release-key.asc"] + options
            )
            #expect(run.status == 1)
            #expect(run.errors.contains("isc.yaml:7:13: error: \(image)"), "\(run.errors)")
            #expect(run.errors.contains("it has no platform linux/arm64, only \(offered)"), "\(run.errors)")
        }
        #expect((try? shop.read("plan.json")) == nil)
    }

    @Test("bring the disk of virtual machines where it is asked for, and say where there is none")
    func virtualMachines() async throws {
        let with = try await world.publish("4.16.3", components: ["cli"], kubeVirt: ["x86_64": "disk"])
        let without = try await world.publish("4.16.1", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.1", without), ("4.16.3", with)])
        try world.configure(["kubeVirtContainer: true", "channels:", "- name: stable-4.16", "  minVersion: 4.16.1"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("has no KubeVirt image for x86_64"), "\(run.output)")
        let disks = try world.written.actions.filter { $0.destination.contains("kube-virt") }.map(\.destination)
        #expect(disks == ["\(world.target.host)/ocp/openshift/release:4.16.3-x86_64-kube-virt-container"])
    }

    @Test("bring a disk of virtual machines for each processor that is asked for, under its name")
    func virtualMachinesOfSeveral() async throws {
        for architecture in ["amd64", "s390x"] {
            let digest = try await world.publish(
                "4.16.3",
                components: ["cli"],
                architectures: [architecture],
                kubeVirt: ["x86_64": "a disk", "s390x": "another disk"]
            )
            try world.offer("stable-4.16", [("4.16.3", digest)], architecture: architecture)
        }
        try world.configure([
            "architectures: [amd64, s390x]", "kubeVirtContainer: true", "channels:", "- name: stable-4.16",
        ])
        let both = try world.plan()
        #expect(both.status == 0, "\(both.errors)")
        #expect(
            try tags.filter { $0.contains("kube-virt") }.sorted() == [
                "4.16.3-s390x-kube-virt-container-s390x", "4.16.3-s390x-kube-virt-container-x86_64",
                "4.16.3-x86_64-kube-virt-container-s390x", "4.16.3-x86_64-kube-virt-container-x86_64",
            ]
        )

        try world.configure(["architectures: [s390x]", "kubeVirtContainer: true", "channels:", "- name: stable-4.16"])
        let one = try world.plan()
        #expect(one.status == 0, "\(one.errors)")
        #expect(try tags.filter { $0.contains("kube-virt") } == ["4.16.3-s390x-kube-virt-container"])
    }

    @Test(
        "are not planned where the payload is another release than the graph says",
        arguments: [
            ("4.16.9", "amd64", "4.16.9", "4.16.3"), ("4.16.3", "arm64", "arm64", "amd64"),
            ("4.16.3", "multi", "multi", "amd64"),
        ]
    )
    func mismatch(version: String, architecture: String, promised: String, found: String) async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.offer("stable-4.16", [(version, digest)], architecture: architecture)
        try world.configure(["architectures: [\(architecture)]", "channels:", "- name: stable-4.16"])
        let run = try world.plan()
        #expect(run.status == 1)
        #expect(
            run.errors.contains(
                """
                isc.yaml:7:13: error: release \(version) \(architecture) (\(ReleaseWorld.payloads)@\(digest)): the update \
                graph says that this payload is \(promised), the payload itself says \(found)
                """
            ),
            "\(run.errors)"
        )
        #expect(run.errors.contains("Nothing of it is planned. Report this to the operator of the update service."))
        #expect((try? shop.read("plan.json")) == nil)
    }
}
