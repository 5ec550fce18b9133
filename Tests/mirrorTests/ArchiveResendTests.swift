// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// What is damaged in an archive is reported by the far side, sent again, and then everything arrives.
@Suite("An archive that arrived damaged", .waitsForPrograms)
struct ArchiveResendTests {
    private let world: ArchiveWorld
    private let base = SeededBytes.layer(1, length: 400_000)
    private let one: TestImage
    private let two: TestImage
    private let signature: TestImage
    private let configuration: [String]

    init() async throws {
        world = try ArchiveWorld()
        one = try TestImage(layers: [base, SeededBytes.layer(2, length: 300_000)])
        two = try TestImage(layers: [base, SeededBytes.layer(3, length: 300_000)])
        signature = try TestImage.signature(of: one)
        configuration = [try await world.push(one, as: "a/one"), try await world.push(two, as: "a/two")]
        try await world.push(signature, as: "a/one", tag: one.signatureTag)
        try world.shop.configure(configuration)
        try world.bring("--archive-size", "800KiB")
        try world.carry()
        #expect(world.volumes == ["mirror_000001.tar", "mirror_000002.tar"])
    }

    /// What a byte is changed of.
    enum Part: CaseIterable { case sharedLayer, ownLayer, manifest, configuration, signature, signed }

    private func bytes(of part: Part) throws -> [UInt8] {
        switch part {
        case .sharedLayer: base
        case .ownLayer: try #require(one.blobs.values.first { $0.count == 300_000 })
        case .manifest: one.top.bytes
        case .configuration: try #require(one.blobs.values.min { $0.count < $1.count })
        case .signature: signature.top.bytes
        case .signed: try #require(signature.blobs.values.max { $0.count < $1.count })
        }
    }

    /// Changes a byte in the volume that has these bytes; returns the name of the volume.
    private func damage(_ bytes: [UInt8]) throws -> String {
        for name in world.volumes {
            var volume = try world.read(name)
            guard let place = volume.firstRange(of: bytes) else { continue }
            volume[place.lowerBound + bytes.count / 2] ^= 1
            try world.write(volume, to: name)
            return name
        }
        throw DamageFailure()
    }

    private struct DamageFailure: Error {}

    /// Has the connected side bring what the far side reports, and expects the report to be needed.
    private func resend() throws -> ToolRun {
        let report = try world.planFromDisk("--report-missing", "missing.json")
        #expect(report.status == 1, "\(report.output)")
        #expect(report.errors.contains("--resend missing.json"), "\(report.errors)")
        #expect(world.targetIsUntouched)
        try world.shop.folder.write(world.far.folder.read("work/missing.json"), to: "work/missing.json")
        try world.bring("--resend", "missing.json")
        return report
    }

    private func expectArrived() throws {
        let images = [("a/one:1", one), ("a/two:1", two), ("a/one:\(one.signatureTag)", signature)]
        for (name, image) in images {
            #expect(try world.far.digest("\(world.target.host)/ocp/\(name)") == "\(image.digest)", "\(name)")
        }
    }

    @Test("says what is damaged, and gets it with the next set", arguments: Part.allCases)
    func damaged(part: Part) async throws {
        let bytes = try bytes(of: part)
        let volume = try damage(bytes)
        let refused = try world.planFromDisk()
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains(volume), "\(refused.errors)")

        let report = try resend()
        #expect(report.errors.contains("\(volume): its member `docker/registry/v2/blobs/"), "\(report.errors)")
        let brought = try world.plan(of: world.shop)
        if part == .sharedLayer || part == .ownLayer {
            let carried = Set(brought.blobs.filter { !$0.atHome }.map(\.digest))
            #expect(carried == [Digest(of: bytes)], "nothing else was damaged")
        }
        world.upstream.stop()
        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        let apply = try world.far.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        try expectArrived()
    }

    @Test("gets what was in a volume that is lost, and is read without that one")
    func lost() async throws {
        for name in ["mirror_000002.tar", "mirror_index.json"] {
            try FileManager.default.removeItem(atPath: world.path(name))
        }
        _ = try resend()
        world.upstream.stop()
        let again = try world.planFromDisk("--report-missing", "missing.json")
        #expect(again.status == 0 && again.errors.contains("Nothing is missing"), "\(again.errors)")
        let plan = try world.planFromDisk()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        let apply = try world.far.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        try expectArrived()
    }

    @Test("needs nothing again of what no image wants that is asked for")
    func unwanted() async throws {
        _ = try damage(bytes(of: .ownLayer))
        try world.far.configure([configuration[1]])
        let plan = try world.planFromDisk("--report-missing", "missing.json")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(plan.errors.contains("Nothing is missing"), "\(plan.errors)")
        #expect(try world.far.mirror("apply", "plan.json").status == 0)
    }
}
