// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import TestSupport
import Testing

/// What whoever plans an archive should look at before applying, and what may go on without a lost part.
@Suite("An archive that is not as it was", .waitsForPrograms)
struct ArchiveRemarkTests {
    private let world: ArchiveWorld

    init() throws { world = try ArchiveWorld() }

    private func bring(_ number: UInt64, as name: String) async throws {
        try world.shop.configure([try await world.push(try TestImage.sample(number, layers: [1000]), as: name)])
        try world.bring()
    }

    @Test("is told of where its folder is empty, which a disk that is not mounted looks like")
    func emptied() async throws {
        try await bring(1, as: "a/one")
        #expect(!(try world.planToDisk()).errors.contains("mount"))
        try FileManager.default.removeItem(atPath: world.usb)
        let plan = try world.planToDisk("--resend", try missing())
        #expect(plan.status == 0, "\(plan.errors)")
        let remark = "\(world.usb) has none of the volumes up to mirror_000001.tar that were written to it\n"
        #expect(plan.errors.contains(remark + "That is right if they were taken away."), "\(plan.errors)")
        #expect(plan.errors.contains("mount it before you apply"), "\(plan.errors)")
    }

    /// Writes a report of nothing, which has the plan look at everything again.
    private func missing() throws -> String {
        let report = MissingReport(target: "example.com", images: [], blobs: [])
        try world.shop.folder.write([UInt8](try report.data()), to: "work/missing.json")
        return "missing.json"
    }

    @Test("is told of where its folder has volumes of another history")
    func unknown() async throws {
        try await bring(1, as: "a/one")
        try world.write(try world.read("mirror_000001.tar"), to: "mirror_000007.tar")
        let plan = try world.planToDisk()
        #expect(plan.status == 0, "\(plan.errors)")
        let remark = "\(world.usb) has mirror_000007.tar, which the history of file://\(world.usb) does not know\n"
        #expect(plan.errors.contains(remark), "\(plan.errors)")
        #expect(plan.errors.contains("mirror history repair --to file://\(world.usb) \(world.usb)\n"), "\(plan.errors)")
    }

    @Test("is told of where a slash was forgotten behind `file://`")
    func relative() async throws {
        try world.shop.configure([try await world.push(try TestImage.sample(1, layers: [1000]), as: "a/one")])
        let folder = world.shop.folder["disk"]
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let plan = try world.shop.run(["plan", "-c", "isc.yaml", "--to", "file://\(folder.dropFirst())"])
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.errors.contains("did you mean file://\(folder)?\n"), "\(plan.errors)")
    }

    @Test("is planned without what it lost of images, where that may be left out")
    func incomplete() async throws {
        let images = try (1...2).map { try TestImage.sample(UInt64($0), layers: [1000, 50_000 + $0]) }
        let one = try await world.push(images[0], as: "a/one")
        try world.shop.configure([one])
        try world.bring()
        // The second image shares the first layer with nobody, the third is the first under another name.
        let names = [one, try await world.push(images[1], as: "a/two"), try await world.push(images[0], as: "a/three")]
        try world.shop.configure(names)
        try world.bring()
        try FileManager.default.removeItem(atPath: world.path("mirror_000001.tar"))
        try FileManager.default.removeItem(atPath: world.path("mirror_index.json"))
        try world.carry()
        let refused = try world.planFromDisk()
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains("--allow-missing plans the rest"), "\(refused.errors)")
        let plan = try world.planFromDisk("--allow-missing", "--report-missing", "missing.json")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(plan.output.contains("is left out: "), "\(plan.output)")
        #expect(try world.plan(of: world.far).actions.map(\.destination) == ["\(world.target.host)/ocp/a/two:1"])
        let report = try MissingReport(reading: Data(world.far.folder.read("work/missing.json")))
        #expect(report.blobs.contains { images[0].blobs[$0] != nil } || !report.images.isEmpty)
        #expect(try world.far.mirror("apply", "plan.json").status == 0)
    }

    @Test("between plan and apply is told by file and offset, and nothing of the image is tagged")
    func damaged() async throws {
        let image = try TestImage.sample(1, layers: [100_000])
        try world.shop.configure([try await world.push(image, as: "a/one")])
        try world.bring()
        try world.carry()
        #expect(try world.planFromDisk().status == 0)
        var bytes = try world.read("mirror_000001.tar")
        let layer = try #require(image.blobs.first { $0.value.count >= 100_000 })
        let place = try #require(bytes.firstRange(of: layer.value.prefix(4096)))
        bytes[place.lowerBound + 2000] ^= 1
        try world.write(bytes, to: "mirror_000001.tar")
        let apply = try world.far.mirror("apply", "plan.json")
        #expect(apply.status == 3, "\(apply.output)")
        let text = apply.output + apply.errors
        #expect(text.contains("\(world.path("mirror_000001.tar")): its member"), "\(text)")
        #expect(text.contains("at \(place.lowerBound) is damaged: found sha256:"), "\(text)")
        #expect(text.contains("Copy it again from where the archive was made."), "\(text)")
    }
}
