// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Releases at a target that fills up over time: by several configurations, by applies that do not end.
@Suite("Releases at their target", .waitsForPrograms)
struct ReleaseTargetTests {
    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await ReleaseWorld.make() }

    private func apply() throws {
        let run = try shop.mirror("apply", "plan.json")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test("of several configurations share their manifests", arguments: [true, false])
    func severalConfigurations(graphComesFirst: Bool) async throws {
        let newer = try await world.publish("4.16.3", components: ["cli=newer"])
        let older = try await world.publish("4.15.8", components: ["cli=older"])
        try world.offer("stable-4.16", [("4.16.3", newer)])
        try world.offer("stable-4.15", [("4.15.8", older)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16"], as: "graph.yaml")
        try world.configure(["channels:", "- name: stable-4.15"], as: "plain.yaml")
        let names = graphComesFirst ? ["graph.yaml", "plain.yaml"] : ["plain.yaml", "graph.yaml"]
        for name in names {
            let run = try world.plan("--graph-data-url", world.graphData.url, configuration: name)
            #expect(run.status == 0, "\(run.errors)")
            try apply()
        }
        let signatures = try shop.read("cluster-resources/signature-configmap.yaml")
        for digest in [newer, older] { #expect(signatures.contains("\(digest.tagText)-1: "), "\(signatures)") }
        let service = try shop.read("cluster-resources/updateService.yaml")
        #expect(service.contains("graphDataImage: \(world.target.host)/ocp/openshift/graph-image:latest"))
        #expect(service.contains("releases: \(world.target.host)/ocp/openshift/release-images"))

        // Whichever is planned next finds everything as it should be.
        for name in names {
            let again = try world.plan(
                "--graph-data-url",
                world.graphData.url,
                "--detailed-exitcode",
                configuration: name
            )
            #expect(again.status == 0, "\(again.output)\(again.errors)")
            #expect(try world.written.resources.count == 4)
        }
        #expect(try shop.git("status", "--porcelain", "cluster-resources") == "")
    }

    /// Publishes a release of which one component is held up.
    private func publish(with held: HeldImage) async throws -> TestImage {
        let cli = try TestImage.sample(1)
        try await world.push(cli, as: ReleaseWorld.components, tag: nil)
        let payload = TestRelease(
            "4.16.3",
            components: [
                ("cli", "\(ReleaseWorld.components)@\(cli.digest)"),
                ("etcd", "\(try held.host)/held@\(held.image.digest)"),
            ]
        )
        let digest = try await world.publish(payload: payload, tag: "4.16.3-x86_64")
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        return try payload.image()
    }

    /// Waits until the target holds everything of the release that is not held up.
    private func waitForTheRest(_ payload: TestImage) async throws {
        let client = fillingClient()
        let images = try world.target.host.repository("ocp/openshift/release-images")
        let components = try world.target.host.repository("ocp/openshift/release")
        try await waitUntil("the rest of the release is there") {
            var isThere = try await client.head(components, .tag(Tag("4.16.3-x86_64-cli"))) != nil
            for digest in payload.blobs.keys where isThere {
                isThere = try await client.blobExists(images, digest)
            }
            return isThere
        }
    }

    @Test("are not there before all of their components, however an apply ends", arguments: [SIGINT, SIGKILL])
    func interrupted(signal: Int32) async throws {
        let held = try HeldImage(TestImage.sample(99, layers: [200_000]))
        try shop.reach(insecure: held.host)
        let payload = try await publish(with: held)
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")

        let image = "\(world.target.host)/ocp/openshift/release-images:4.16.3-x86_64"
        let component = "\(world.target.host)/ocp/openshift/release:4.16.3-x86_64-etcd"
        // Two transfers are caught, so there must be more.
        let ended = try await shop.startApply("plan.json", "--parallelism", "4", "--stop-within", "1") { program in
            try await waitForTheRest(payload)
            #expect(try shop.digest(image) == nil)
            program.send(signal)
            // What is held does not end in time, so it is cut off.
        }
        held.release()
        #expect(ended.status == (signal == SIGINT ? 130 : 128 + signal), "\(ended.output)\(ended.errors)")
        #expect(try shop.digest(image) == nil)
        #expect(try shop.digest(component) == nil)

        try apply()
        #expect(try shop.digest(component) == "\(held.image.digest)")
        #expect(try shop.digest(image) == "\(payload.digest)")
        let again = try world.plan("--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
    }

    @Test("take their manifests along when nobody wants them any more")
    func obsolete() async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16"])
        #expect(try world.plan("--graph-data-url", world.graphData.url).status == 0)
        try apply()
        try world.configure(["channels:", "- name: stable-4.16"])
        let run = try world.plan("--detailed-exitcode")
        #expect(run.status == 2, "manifests that change are changes")
        #expect(run.output.contains("- cluster-resources/updateService.yaml"), "\(run.output)")
        #expect(!(try shop.git("ls-files").contains("updateService.yaml")))
        #expect((try? shop.read("cluster-resources/updateService.yaml")) == nil)
    }
}
