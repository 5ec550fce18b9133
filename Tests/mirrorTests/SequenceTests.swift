// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import SequenceMetadata
import TestSupport
import Testing

/// A life that began with oc-mirror v1 goes on: its metadata is continued, and nothing of it is lost.
@Suite("The sequence of a v1 configuration", .waitsForPrograms)
struct SequenceTests {
    private let world: SequenceWorld
    private static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    private static let otherUID = "93b1d7aa-2f10-4f0e-8f53-7b6a5c4d3e2f"

    init() throws { world = try SequenceWorld() }

    private func names(_ metadata: WorkspaceMetadata) -> [String] {
        AssociationTree(metadata.pastAssociations).roots.map(\.name).sorted()
    }

    @Test("lives for three sequences with a local place, and loses what was dropped only once that is reviewed")
    func local() async throws {
        let images = [try TestImage.sample(1), try TestImage.sample(2), try TestImage.sample(3)]
        let one = try await world.push(images[0], as: "a/one")
        let two = try await world.push(images[1], as: "a/two")
        let three = try await world.push(images[2], as: "b/three")
        try world.configure([one, two])
        let first = try world.plan()
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("sequence 1 of the new workspace"), "\(first.output)")
        #expect(first.output.contains("to file://./meta"), "\(first.output)")
        let step = try #require(try world.written.sequence)
        #expect(step.number == 1 && step.continues == nil && step.place == .folder("./meta"))
        // A plan made twice is the same plan, new workspace and all.
        let id = try PlanFile(reading: Data(world.shop.folder.read("work/plan.json"))).id
        #expect(try world.plan().status == 0)
        #expect(try PlanFile(reading: Data(world.shop.folder.read("work/plan.json"))).id == id)
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(
            apply.status == 0 && apply.errors.contains("sequence 1 is in ./meta/publish/.metadata.json"),
            "\(apply.errors)"
        )
        var metadata = try world.metadata()
        #expect(metadata.isSound && metadata.sequence == 1 && metadata.uid.description == step.workspace)
        #expect(
            names(metadata) == [0, 1].map { "\(world.upstream.host)/a/\(["one", "two"][$0])@\(images[$0].digest)" }
        )
        #expect(try world.metadata(in: "\(world.root)/oc-mirror:\(step.workspace)") == metadata.bytes)
        let modes = try ["meta", "meta/publish", "meta/publish/.metadata.json"].map { name in
            try FileManager.default.attributesOfItem(atPath: world.shop.folder["work/\(name)"])[.posixPermissions]
                as? Int
        }
        #expect(modes == [0o750, 0o750, 0o640])
        // The second drops one image and brings another; without pruning, the metadata keeps what stays.
        try world.configure([two, three])
        try world.mirror()
        metadata = try world.metadata()
        #expect(metadata.sequence == 2 && names(metadata).count == 3 && metadata.current?.associations.count == 1)
        let prune = try world.plan("--prune", "--max-deletes", "1")
        #expect(prune.status == 0, "\(prune.output)\(prune.errors)")
        #expect(try world.written.deletions.flatMap(\.destinations) == ["\(world.root)/a/one:1"])
        #expect(try world.written.sequence?.number == 3)
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        metadata = try world.metadata()
        #expect(metadata.sequence == 3 && metadata.isSound && names(metadata).count == 2)
        #expect(try !world.shop.pulls("\(world.root)/a/one:1") && world.shop.pulls("\(world.root)/a/two:1"))
        #expect(try world.metadata(in: "\(world.root)/oc-mirror:\(step.workspace)") == metadata.bytes)
        // Nothing is new, so no number is used up.
        let again = try world.plan("--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)")
        #expect(try world.written.sequence == nil)
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.metadata() == metadata)
    }

    @Test("lives in a registry, which alone may be reached without TLS")
    func registry() async throws {
        let backend = try RegistryProcess()
        let one = try await world.push(try .sample(1), as: "a/one")
        let place = "\(backend.host)/state/meta"
        try world.configure([one], storage: "registry: {imageURL: \(place)}")
        let refused = try world.plan()
        #expect(
            refused.status == 1 && refused.errors.contains("the metadata \(place):latest cannot be read"),
            "\(refused.errors)"
        )
        #expect(refused.errors.contains("check `storageConfig`"))
        try world.configure([one], storage: "registry: {imageURL: \(place), skipTLS: true}")
        try world.mirror()
        let bytes = try world.metadata(in: "\(place):latest")
        let metadata = try MetadataReader.read(bytes, from: "x").metadata
        #expect(metadata.sequence == 1 && metadata.isSound)
        #expect(try world.metadata(in: "\(world.root)/oc-mirror:\(metadata.uid)") == bytes)
        #expect(
            try world.shop.digest("\(place):latest") == world.shop.digest("\(world.root)/oc-mirror:\(metadata.uid)")
        )
        let two = try await world.push(try .sample(2), as: "a/two")
        try world.configure([one, two], storage: "registry: {imageURL: '\(place):latest', skipTLS: true}")
        try world.mirror()
        let next = try MetadataReader.read(world.metadata(in: "\(place):latest"), from: "x").metadata
        #expect(next.sequence == 2 && next.uid == metadata.uid && names(next).count == 2)
    }

    @Test("adopts what oc-mirror v1 mirrored: nothing is uploaded twice, and the sequence goes on")
    func adoption() async throws {
        let images = [try TestImage.sample(1), try TestImage.sample(2)]
        let index = try TestImage.index([(Platform("linux/amd64"), images[1]), (Platform("linux/arm64"), .sample(7))])
        let one = try await world.push(images[0], as: "a/one")
        let two = try await world.push(index, as: "a/two")
        try await images[0].push(to: world.target.host.repository("ocp/a/one"), tag: "1", with: fillingClient())
        try await index.push(to: world.target.host.repository("ocp/a/two"), tag: "1", with: fillingClient())
        let all = try world.association(images[0], as: "a/one") + world.association(index, as: "a/two")
        let third = try world.sequence(3, uid: Self.uid, all)
        try world.keep(third, tail: #""]}]}"#)
        try await world.publish(third)
        try world.configure([one, two])
        let before = try world.target.storedBytes()
        let plan = try world.plan()
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(plan.output.contains("5 bytes of an earlier, longer value"), "\(plan.output)")
        #expect(try world.written.actions.isEmpty && world.written.inSync.count == 2 && world.written.sequence == nil)
        let new = try await world.push(try .sample(3), as: "b/new")
        try world.configure([one, two, new])
        #expect(try world.plan().status == 0)
        #expect(try world.written.actions.map(\.destination) == ["\(world.root)/b/new:1"])
        #expect(try world.written.sequence?.number == 4)
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        let metadata = try world.metadata()
        #expect(metadata.uid.description == Self.uid && metadata.sequence == 4 && metadata.isSound)
        #expect(Set(all.map(\.key)).isSubset(of: Set(metadata.pastAssociations.map(\.key))))
        // Nothing of the longer value is left behind.
        #expect(try Array(world.shop.folder.read("work/meta/publish/.metadata.json")) == metadata.bytes)
        #expect(try world.target.storedBytes() > before)
        // What v1 placed is pruned like what we place.
        try world.configure([one, new])
        let prune = try world.plan("--prune", "--max-deletes", "1")
        #expect(prune.status == 0, "\(prune.output)\(prune.errors)")
        #expect(try world.written.deletions.contains { $0.digest == index.digest })
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try names(world.metadata()).count == 2 && world.metadata().sequence == 5)
        #expect(try !world.shop.pulls("\(world.root)/a/two:1") && world.shop.pulls("\(world.root)/a/one:1"))
    }

    @Test("keeps what another workspace of the target has, and says so")
    func otherWorkspace() async throws {
        let images = [try TestImage.sample(1), try TestImage.sample(2), try TestImage.sample(3)]
        for (image, name) in zip(images, ["a/one", "a/shared", "a/mine"]) {
            try await world.push(image, as: name)
            try await image.push(to: world.target.host.repository("ocp/\(name)"), tag: "1", with: fillingClient())
        }
        let own = try zip(images, ["a/one", "a/shared", "a/mine"]).flatMap { try world.association($0, as: $1) }
        try world.keep(try world.sequence(2, uid: Self.uid, own))
        try await world.publish(try world.sequence(2, uid: Self.uid, own))
        try await world.publish(
            try world.sequence(1, uid: Self.otherUID, world.association(images[1], as: "a/shared"))
        )
        try world.configure(["\(world.upstream.host)/a/one:1"])
        let plan = try world.plan("--prune", "--max-deletes", "2")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        #expect(try world.written.deletions.flatMap(\.destinations) == ["\(world.root)/a/mine:1"])
        let kept = try #require(try world.written.kept.first)
        #expect(kept.destination == "\(world.root)/a/shared:1")
        #expect(kept.neededBy.joined().contains("the workspace \(Self.otherUID) of oc-mirror v1"), "\(kept.neededBy)")
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.shop.pulls("\(world.root)/a/shared:1"))
        // What was kept is not forgotten.
        #expect(try names(world.metadata()).contains { $0.contains("a/shared") })
        #expect(try !names(world.metadata()).contains { $0.contains("a/mine") })
    }
}
