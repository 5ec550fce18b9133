// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("Writing v1's archives for v1's configurations", .waitsForPrograms)
struct SequenceWritingTests {
    /// A workspace that mirrors additional images.
    private func configure(_ world: ArchiveWorld, _ images: [String], storage: Bool = true) throws {
        var lines = ["kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v1alpha2"]
        if storage { lines += ["storageConfig:", "  local:", "    path: ./meta"] }
        lines += ["mirror:", "  additionalImages:"] + images.map { "  - name: \($0)" }
        try world.shop.folder.write(lines.joined(separator: "\n") + "\n", to: "work/isc.yaml")
    }

    /// Plans and publishes on the far side what the disk has.
    private func publish(_ world: ArchiveWorld, _ options: String...) throws {
        let to = "docker://\(world.target.host)/ocp"
        let plan = try world.far.run(["plan", "--from", "file://\(world.usb)", "--to", to] + options)
        guard plan.status == 0 else { throw ToolFailure(arguments: ["plan"], run: plan) }
        let apply = try world.far.mirror("apply", "plan.json")
        guard apply.status == 0 else { throw ToolFailure(arguments: ["apply"], run: apply) }
    }

    /// An image of which two layers do not fit into one part of 16 KiB.
    private func large(_ world: ArchiveWorld) async throws -> String {
        let layers = (1...3).map { SeededBytes.layer($0, length: 12_000) }
        return try await world.push(try TestImage(layers: layers, format: .docker), as: "team/app")
    }

    private func metadata(_ world: ArchiveWorld) throws -> WorkspaceMetadata {
        try MetadataReader.read(try world.shop.folder.read("work/meta/\(WorkspaceMetadata.path)"), from: "meta")
            .metadata
    }

    @Test("numbers them, brings only what is new, and the far side takes them in order")
    func life() async throws {
        let world = try ArchiveWorld()
        let base = SeededBytes.layer(7, length: 50_000)
        var names: [String] = []
        var images: [TestImage] = []
        for number in 1...3 {
            let image = try TestImage(layers: [base, SeededBytes.layer(UInt64(number), length: 3000)], format: .docker)
            names.append(try await world.push(image, as: "team/app\(number)"))
            images.append(image)
            try configure(world, names)
            try world.bring()
            #expect(world.volumes.last == "mirror_seq\(number)_000000.tar")
            #expect(try metadata(world).sequence == number)
            let size = try world.read("mirror_seq\(number)_000000.tar").count
            #expect(number == 1 ? size > 50_000 : size < 50_000, "the base travels once")
            let plan = try world.plan(of: world.shop)
            #expect(plan.archive?.volumes == [.init(name: "mirror_seq\(number)_000000.tar", size: Int64(size))])
        }
        let set = try #require(try SequenceFolder(world.usb).sets.last)
        #expect(try await set.metadata().metadata.bytes == metadata(world).bytes)
        // Nothing is new, so no number is consumed.
        let nothing = try world.planToDisk("--detailed-exitcode")
        #expect(nothing.status == 0, "\(nothing.output)\(nothing.errors)")
        world.upstream.stop()
        for (name, image) in zip(["team/app1", "team/app2", "team/app3"], images) {
            try publish(world)
            #expect(try world.far.digest("\(world.target.host)/ocp/\(name):1") == "\(image.digest)")
            #expect(try world.far.pulls("\(world.target.host)/ocp/\(name):1"))
        }
    }

    @Test("writes parts of the configured size, and the same sizes as the plan says")
    func parts() async throws {
        let world = try ArchiveWorld()
        try configure(world, [try await large(world)])
        try world.bring("--archive-size", "16KiB")
        #expect(world.volumes.count == 3)
        let planned = try world.plan(of: world.shop).archive?.volumes ?? []
        #expect(planned.map(\.name) == world.volumes)
        #expect(try planned.map { Int($0.size) } == world.volumes.map { try world.read($0).count })
        try publish(world)
    }

    @Test("is single use without a place for metadata")
    func singleUse() async throws {
        let world = try ArchiveWorld()
        let name = try await world.push(try TestImage(layers: [[1]], format: .docker), as: "team/app")
        try configure(world, [name], storage: false)
        try world.bring()
        let set = try #require(try SequenceFolder(world.usb).sets.first)
        #expect(try await set.metadata().metadata.isSingleUse)
        #expect(!FileManager.default.fileExists(atPath: "\(world.shop.work)/meta"))
        try publish(world)
    }

    @Test("completes after it was killed, whichever of its files had their names")
    func killed() async throws {
        let world = try ArchiveWorld()
        try configure(world, [try await large(world)])
        #expect(try world.planToDisk("--archive-size", "16KiB").status == 0)
        // A killed run leaves files without their names, and some with them, but not the first.
        try world.write([1, 2, 3], to: "mirror_seq1_000000.tar.partial")
        try world.write([1, 2, 3], to: "mirror_seq1_000002.tar")
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        let volumes = world.volumes
        let files = try world.files()
        #expect(files.keys.allSatisfy { !$0.hasSuffix(".partial") })
        // Killed after that, before the metadata was kept.
        try FileManager.default.removeItem(atPath: "\(world.shop.work)/meta")
        for name in ["plans", "ledger", "receipts", ".git"] {
            try FileManager.default.removeItem(atPath: world.shop.folder["work/\(name)"])
        }
        let again = try world.shop.mirror("apply", "plan.json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(world.volumes == volumes)
        #expect(try world.files() == files)
        #expect(try metadata(world).sequence == 1)
        try publish(world)
    }

    @Test("says that oc-mirror cannot publish an index of the OCI format")
    func ociIndex() async throws {
        let world = try ArchiveWorld()
        let platforms = ["amd64", "arm64"].map { Platform(os: "linux", architecture: $0) }
        let image = try TestImage.index(platforms.map { ($0, try SequenceBench.image($0.architecture)) }, format: .oci)
        let name = try await world.push(image, as: "team/app")
        try configure(world, [name])
        try world.bring()
        let warning = try world.plan(of: world.shop).checks.first { $0.code == .archiveExtras }
        #expect(warning?.summary.contains("team/app:1 is an OCI index") == true, "\(warning as Any)")
        try publish(world)
        #expect(try world.far.digest("\(world.target.host)/ocp/team/app:1") == "\(image.digest)")
    }

    @Test("drops what a configuration no longer names if that is asked for, and publishing deletes it")
    func dropped() async throws {
        let world = try ArchiveWorld()
        let base = SeededBytes.layer(9, length: 5000)
        let images = try (1...3).map { try TestImage(layers: [base, [$0]], format: .docker) }
        var names: [String] = []
        for (index, image) in images.enumerated() { names.append(try await world.push(image, as: "team/app\(index)")) }
        try configure(world, [names[0], names[1]])
        try world.bring()
        try publish(world)
        try configure(world, [names[0], names[2]])
        try world.bring("--prune", "--max-deletes", "5")
        let associations = try metadata(world).pastAssociations
        #expect(Set(associations.map(\.path)) == ["team/app0", "team/app2"])
        try publish(world, "--prune", "--max-deletes", "5")
        let place = "\(world.target.host)/ocp/team"
        #expect(try world.far.digest("\(place)/app1:1") == nil)
        #expect(try world.far.pulls("\(place)/app0:1") && world.far.pulls("\(place)/app2:1"))
        // Without new content nothing is written, although something would go.
        try configure(world, [names[0]])
        #expect(try world.planToDisk().status == 0)
        #expect(try world.plan(of: world.shop).archive?.volumes.isEmpty == true)
    }

    @Test("puts the tag of an image that moved on the new one")
    func moved() async throws {
        let world = try ArchiveWorld()
        let images = try ["old", "new"].map { try TestImage(layers: [Array($0.utf8)], format: .docker) }
        for image in images {
            try configure(world, [try await world.push(image, as: "team/app")])
            try world.bring()
        }
        try configure(world, ["\(world.upstream.host)/team/app:1", try await world.push(.sample(5), as: "team/other")])
        try world.bring()
        for _ in 1...3 { try publish(world) }
        #expect(try world.far.digest("\(world.target.host)/ocp/team/app:1") == "\(images[1].digest)")
    }
}
