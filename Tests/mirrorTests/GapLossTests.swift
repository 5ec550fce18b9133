// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// A disk that never arrives: what the far side lacks crosses the gap once more, after one report.
@Suite("A set that got lost", .waitsForPrograms)
struct GapLossTests {
    private let media: TemporaryDirectory

    init() throws { media = try TemporaryDirectory() }

    private var usb: String { "file://\(media["usb"])" }

    @discardableResult
    private func run(_ side: Workshop, _ arguments: [String]) throws -> ToolRun {
        let run = try side.run(arguments)
        #expect(run.status == 0, "\(arguments): \(run.output)\(run.errors)")
        return run
    }

    /// Removes the first set, which is one volume, as if its disk had never arrived.
    private func loseFirst() throws {
        try FileManager.default.removeItem(atPath: media["usb/mirror_000001.tar"])
        try FileManager.default.removeItem(atPath: media["usb/mirror_index.json"])
    }

    /// Plans on the far side, which reports what is missing; carries the report to the connected side.
    private func report(_ far: Workshop, _ options: [String], to shop: Workshop) throws -> MissingReport {
        let refused = try far.run(options)
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains("--report-missing"), "\(refused.errors)")
        let reported = try far.run(options + ["--report-missing", "missing.json"])
        #expect(reported.status == 1, "\(reported.output)")
        #expect(reported.errors.contains("--resend missing.json"), "\(reported.errors)")
        let bytes = try far.folder.read("work/missing.json")
        try shop.folder.write(bytes, to: "work/missing.json")
        return try MissingReport(reading: Data(bytes))
    }

    /// Expects all images of a plan to disk at the target, as skopeo sees them.
    private func expect(_ plan: Plan, at target: RegistryProcess, seenFrom far: Workshop) throws {
        for action in plan.actions {
            let place = action.destination.replacing("localhost/", with: "\(target.host)/ocp/")
            #expect(try far.digest(place) == "\(action.digest)", "\(place)")
        }
    }

    @Test("with a payload comes again with all components, of which only the payload knows")
    func payload() async throws {
        let world = try await ReleaseWorld.make()
        let digest = try await world.publish("4.16.3", components: ["cli", "etcd"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try world.configure(["channels:", "- name: stable-4.16"])
        #expect(try world.plan("--to", usb).status == 0)
        let first = try PlanFile(reading: Data(world.shop.folder.read("work/plan.json"))).plan
        try run(world.shop, ["apply", "plan.json"])
        let next = try await world.publish("4.16.4", components: ["cli", "etcd=newer"])
        try world.offer("stable-4.16", [("4.16.3", digest), ("4.16.4", next)])
        try world.configure(["channels:", "- name: stable-4.16", "  minVersion: 4.16.3", "  maxVersion: 4.16.4"])
        #expect(try world.plan("--to", usb).status == 0)
        try run(world.shop, ["apply", "plan.json"])
        try loseFirst()

        let far = try Workshop.farSide(of: world.target.host)
        for name in ["isc.yaml", "release-key.asc"] {
            try far.folder.write(try world.shop.folder.read("work/\(name)"), to: "work/\(name)")
        }
        let to = "docker://\(world.target.host)/ocp"
        let options = [
            "plan", "-c", "isc.yaml", "--from", usb, "--to", to, "--release-key", "release-key.asc",
        ]
        let report = try report(far, options, to: world.shop)
        let lost = Set(first.actions.filter { $0.attachedTo == nil }.map(\.digest))
        // The second release relies on what the first one brought.
        #expect(Set(report.images.map(\.digest)).isSuperset(of: lost))
        #expect(try world.plan("--to", usb, "--resend", "missing.json").status == 0)
        try run(world.shop, ["apply", "plan.json"])
        try run(far, options)
        try run(far, ["apply", "plan.json"])
        try expect(first, at: world.target, seenFrom: far)
    }

    @Test("with a catalog comes again with its bundles")
    func catalog() async throws {
        let world = try await OperatorWorld()
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "  - name: bar",
        ])
        try run(world.shop, ["plan", "-c", "isc.yaml", "--to", usb])
        let first = try PlanFile(reading: Data(world.shop.folder.read("work/plan.json"))).plan
        try run(world.shop, ["apply", "plan.json"])
        // A second set of one more image tells of what the first one brought.
        let image = try TestImage.sample(7, layers: [1000])
        try await world.push(image, as: "quay.io/foo/more", tag: "1")
        let configuration = try String(decoding: world.shop.folder.read("work/isc.yaml"), as: UTF8.self)
        let wider = configuration + "  additionalImages:\n  - name: quay.io/foo/more:1\n"
        try world.shop.folder.write(Array(wider.utf8), to: "work/isc.yaml")
        try run(world.shop, ["plan", "-c", "isc.yaml", "--to", usb])
        try run(world.shop, ["apply", "plan.json"])
        try loseFirst()

        let far = try Workshop.farSide(of: world.target.host)
        try far.folder.write(try world.shop.folder.read("work/isc.yaml"), to: "work/isc.yaml")
        let options = ["plan", "-c", "isc.yaml", "--from", usb, "--to", "docker://\(world.target.host)/ocp"]
        let report = try report(far, options, to: world.shop)
        #expect(Set(report.images.map(\.digest)).isSuperset(of: first.actions.map(\.digest)))
        try run(world.shop, ["plan", "-c", "isc.yaml", "--to", usb, "--resend", "missing.json"])
        try run(world.shop, ["apply", "plan.json"])
        try run(far, options)
        try run(far, ["apply", "plan.json"])
        try expect(first, at: world.target, seenFrom: far)
    }

    /// The volume that is lost of a set that nothing newer tells of, and whether the index is lost too.
    static let unknown: [(volume: Int, withIndex: Bool)] = [(3, true), (2, true), (2, false)]

    @Test("and of which nothing tells what it brought is no older plan, but comes again", arguments: unknown)
    func newest(volume: Int, withIndex: Bool) async throws {
        let world = try ArchiveWorld()
        let images = try (1...4).map { try TestImage.sample(UInt64($0), layers: [300_000]) }
        let tag = try await world.push(images[0], as: "a")
        try world.shop.configure([tag])
        try world.bring()
        // The tag moves, and the second set has two volumes.
        try await world.push(images[1], as: "a")
        try world.shop.configure([tag, try await world.push(images[2], as: "b")])
        try world.bring("--archive-size", "400KiB")
        try #require(world.volumes.count == 3)
        try FileManager.default.removeItem(atPath: world.path("mirror_000002.tar"))
        if volume == 3 { try FileManager.default.removeItem(atPath: world.path("mirror_000003.tar")) }
        if !withIndex { try FileManager.default.removeItem(atPath: world.path("mirror_index.json")) }

        try world.far.configure([tag])
        #expect(try world.planFromDisk().status == 1)
        let reported = try world.planFromDisk("--report-missing", "missing.json")
        #expect(reported.status == 1, "the older image is not what is meant: \(reported.output)")
        #expect(reported.errors.contains("--resend missing.json"), "\(reported.errors)")
        try world.shop.folder.write(world.far.folder.read("work/missing.json"), to: "work/missing.json")
        try world.bring("--resend", "missing.json")
        let plan = try world.planFromDisk(options: withIndex ? [] : ["--report-missing", "missing.json"])
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(try world.far.mirror("apply", "plan.json").status == 0)
        #expect(try world.far.digest("\(world.target.host)/ocp/a:1") == "\(images[1].digest)")
    }
}
