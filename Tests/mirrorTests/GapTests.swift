// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Releases and operators from a registry to a disk, and from there to a registry behind the gap.
@Suite("Across the gap", .waitsForPrograms)
struct GapTests {
    private let media: TemporaryDirectory

    init() throws { media = try TemporaryDirectory() }

    private var usb: String { "file://\(media["usb"])" }

    /// Runs a command on one side and expects it to succeed.
    @discardableResult
    private func run(_ side: Workshop, _ arguments: String...) throws -> ToolRun {
        let run = try side.run(arguments)
        #expect(run.status == 0, "\(arguments): \(run.output)\(run.errors)")
        return run
    }

    private func plan(of side: Workshop) throws -> Plan {
        try PlanFile(reading: Data(side.folder.read("work/plan.json"))).plan
    }

    /// Carries files of a user to the far side.
    private func carry(_ names: String..., from shop: Workshop, to far: Workshop) throws {
        for name in names { try far.folder.write(try shop.folder.read("work/\(name)"), to: "work/\(name)") }
    }

    /// Makes sure that the target holds what the connected side planned, by digest.
    private func expectArrived(_ planned: Plan, at target: String, seenFrom far: Workshop) throws {
        for action in planned.actions {
            let place = action.destination.replacing("localhost/", with: "\(target)/")
            #expect(try far.digest(place) == "\(action.digest)", "\(place)")
        }
    }

    @Test("a release comes with its signature and the graph, proven by the far side's own key")
    func release() async throws {
        let world = try await ReleaseWorld.make()
        let digest = try await world.publish("4.16.3", components: ["cli", "etcd"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16"])
        let made = try world.plan("--to", usb, "--graph-data-url", world.graphData.url)
        #expect(made.status == 0, "\(made.output)\(made.errors)")
        try run(world.shop, "apply", "plan.json", "--to", usb)
        let planned = try plan(of: world.shop)
        #expect(planned.actions.contains { $0.type == .graphData })

        // A second release brings its own payload, signature and what is new of its components.
        let next = try await world.publish("4.16.4", components: ["cli", "etcd=newer"])
        try world.offer("stable-4.16", [("4.16.3", digest), ("4.16.4", next)])
        try world.configure([
            "graph: true", "channels:", "- name: stable-4.16", "  minVersion: 4.16.3", "  maxVersion: 4.16.4",
        ])
        let second = try world.plan("--to", usb, "--graph-data-url", world.graphData.url)
        #expect(second.status == 0, "\(second.output)\(second.errors)")
        let differential = try plan(of: world.shop)
        #expect(!differential.actions.contains { $0.digest == digest }, "the first one was carried")
        try run(world.shop, "apply", "plan.json", "--to", usb)
        world.upstream.stop()
        world.graphs.stop()

        let far = try Workshop.farSide(of: world.target.host)
        try carry("isc.yaml", "release-key.asc", from: world.shop, to: far)
        let target = "\(world.target.host)/ocp"
        let options = ["plan", "-c", "isc.yaml", "--from", usb, "--to", "docker://\(target)"]
        let unproven = try far.run(options)
        #expect(unproven.status == 1, "nobody is trusted without a key: \(unproven.output)")
        #expect(world.targetIsUntouched)
        let made2 = try far.run(options + ["--release-key", "release-key.asc"])
        #expect(made2.status == 0, "\(made2.output)\(made2.errors)")
        #expect(world.targetIsUntouched)
        try run(far, "apply", "plan.json")
        try expectArrived(planned, at: target, seenFrom: far)
        try expectArrived(differential, at: target, seenFrom: far)
        #expect(try far.read("cluster-resources/signature-configmap.yaml").contains("\(digest.hex)"))
        #expect(try far.read("cluster-resources/updateService.yaml").contains("graph-image"))
        let again = try far.run(options + ["--release-key", "release-key.asc", "-detailed-exitcode"])
        #expect(again.status == 0, "\(again.output)\(again.errors)")
    }

    /// What is damaged of a release before it is known what belongs to it.
    enum Part: CaseIterable { case payload, itsLayer, component }

    @Test("a release that arrived damaged is reported, sent again and proven", arguments: Part.allCases)
    func damagedRelease(part: Part) async throws {
        let world = try await ReleaseWorld.make()
        let digest = try await world.publish("4.16.3", components: ["cli", "etcd"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        try #require(try world.plan("--to", usb).status == 0)
        try run(world.shop, "apply", "plan.json")
        let planned = try plan(of: world.shop)
        let payload = try #require(planned.actions.first { $0.type == .releasePayload })
        let component = try #require(planned.actions.first { $0.type == .releaseComponent })
        let layers = planned.blobs.filter { payload.source.description.hasPrefix($0.source.description) }.map(\.digest)
        let lost = part == .payload ? [payload.digest] : part == .component ? [component.digest] : layers
        try #require(!lost.isEmpty)
        for digest in lost { try damage(digest) }

        let far = try Workshop.farSide(of: world.target.host)
        try carry("isc.yaml", "release-key.asc", from: world.shop, to: far)
        let target = "\(world.target.host)/ocp"
        let options = [
            "plan", "-c", "isc.yaml", "--from", usb, "--to", "docker://\(target)", "--release-key", "release-key.asc",
        ]
        let refused = try far.run(options)
        #expect(refused.status == 1, "\(refused.output)")
        let reported = try far.run(options + ["--report-missing", "missing.json"])
        #expect(reported.status == 1, "\(reported.output)")
        #expect(reported.errors.contains("--resend missing.json"), "\(reported.errors)")
        #expect(world.targetIsUntouched)

        try carry("missing.json", from: far, to: world.shop)
        try #require(try world.plan("--to", usb, "--resend", "missing.json").status == 0)
        try run(world.shop, "apply", "plan.json")
        world.upstream.stop()
        world.graphs.stop()
        let again = try far.run(options)
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        try run(far, "apply", "plan.json")
        try expectArrived(planned, at: target, seenFrom: far)
    }

    /// Changes a byte of a blob or manifest in the first volume.
    private func damage(_ digest: Digest) throws {
        let name = "usb/mirror_000001.tar"
        let listing = try toolOutput(["tar", "tvRf", media[name]]).split(separator: "\n")
        let line = try #require(listing.first { $0.hasSuffix("/\(digest.hex)/data") })
        // The number of its block: `block 12: -rw-r--r-- …`
        let block = try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0.dropLast()) })
        var volume = try media.read(name)
        volume[(block + 1) * 512 + 5] ^= 1
        try media.write(volume, to: name)
    }

    @Test("operators come with the catalog that was built for them, and a narrower choice filters it again")
    func operators() async throws {
        let world = try await OperatorWorld()
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "  - name: bar",
        ])
        try run(world.shop, "plan", "-c", "isc.yaml", "--to", usb)
        let planned = try plan(of: world.shop)
        #expect(planned.actions.contains { $0.type == .operatorCatalog && $0.kind == .build })
        try run(world.shop, "apply", "plan.json", "--to", usb)
        world.upstream.stop()

        let far = try Workshop.farSide(of: world.target.host)
        try carry("isc.yaml", from: world.shop, to: far)
        let target = "\(world.target.host)/ocp"
        try run(far, "plan", "-c", "isc.yaml", "--from", usb, "--to", "docker://\(target)")
        try run(far, "apply", "plan.json")
        try expectArrived(planned, at: target, seenFrom: far)
        let files = try world.catalogFiles("redhat/redhat-operator-index:v4.18")
        #expect(Set(files.keys) == ["configs/foo/catalog.json", "configs/bar/catalog.json"])
        let again = try far.run(["plan", "-c", "isc.yaml", "--from", usb, "-detailed-exitcode"])
        #expect(again.status == 0, "\(again.output)\(again.errors)")

        // Elsewhere in the target, of the same archive, only one of the operators.
        try world.configure(
            ["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"],
            as: "foo.yaml"
        )
        try carry("foo.yaml", from: world.shop, to: far)
        try run(far, "plan", "-c", "foo.yaml", "--from", usb, "--to", "docker://\(world.target.host)/less")
        try run(far, "apply", "plan.json")
        let less = try plan(of: far)
        #expect(
            less.actions.count { $0.type == .operatorBundle } < planned.actions.count { $0.type == .operatorBundle }
        )
        #expect(!less.actions.contains { $0.destination.contains("bar") })
    }
}
