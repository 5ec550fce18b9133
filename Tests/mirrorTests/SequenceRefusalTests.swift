// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import SequenceMetadata
import TestSupport
import Testing

/// Metadata of oc-mirror v1 that must not be continued, or not yet.
@Suite("A sequence that is refused", .waitsForPrograms)
struct SequenceRefusalTests {
    private let world: SequenceWorld
    private static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    private static let otherUID = "93b1d7aa-2f10-4f0e-8f53-7b6a5c4d3e2f"

    init() throws { world = try SequenceWorld() }

    private func names(_ metadata: WorkspaceMetadata) -> [String] {
        AssociationTree(metadata.pastAssociations).roots.map(\.name).sorted()
    }

    @Test("refuses a plan whose metadata changed meanwhile, and touches nothing")
    func stale() async throws {
        let one = try await world.push(try .sample(1), as: "a/one")
        try world.configure([one])
        #expect(try world.plan().status == 0)
        try world.keep(try world.sequence(7, uid: Self.otherUID, []))
        let before = try world.shop.read("meta/publish/.metadata.json")
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(apply.status == 4, "\(apply.errors)")
        #expect(apply.errors.contains("it has sequence 7 of the workspace \(Self.otherUID)"), "\(apply.errors)")
        #expect(try world.shop.digest("\(world.root)/a/one:1") == nil)
        #expect(try world.shop.read("meta/publish/.metadata.json") == before)
        try world.keep(try world.sequence(7, uid: Self.uid, []))
        #expect(try world.plan().status == 0)
        try FileManager.default.removeItem(atPath: world.shop.folder["work/meta"])
        let gone = try world.shop.mirror("apply", "plan.json")
        #expect(gone.status == 4 && gone.errors.contains("is gone"), "\(gone.errors)")
    }

    @Test("writes nothing before everything is in place, and completes when the plan is applied again")
    func incomplete() async throws {
        let image = try TestImage.sample(1)
        let one = try await world.push(image, as: "a/one")
        let two = try await world.push(try .sample(2), as: "a/two")
        try world.configure([one, two])
        #expect(try world.plan().status == 0)
        try await fillingClient().delete(world.upstream.host.repository("a/one"), .digest(image.digest))
        #expect(try world.shop.mirror("apply", "plan.json").status != 0)
        #expect(!FileManager.default.fileExists(atPath: world.shop.folder["work/meta"]))
        #expect(try world.shop.pulls("\(world.root)/a/two:1"))
        try await world.push(image, as: "a/one")
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.metadata().sequence == 1 && names(world.metadata()).count == 2)
        // The place cannot be written: the images are there, and the same plan completes later.
        let three = try await world.push(try .sample(3), as: "a/three")
        try world.configure([one, two, three])
        #expect(try world.plan().status == 0)
        let path = world.shop.folder["work/meta/publish/.metadata.json"]
        let publish = world.shop.folder["work/meta/publish"]
        let bytes = try world.shop.folder.read("work/meta/publish/.metadata.json")
        try FileManager.default.moveItem(atPath: publish, toPath: "\(publish)-2")
        try FileManager.default.createSymbolicLink(atPath: publish, withDestinationPath: "/proc/self")
        let failed = try world.shop.mirror("apply", "plan.json")
        #expect(failed.status != 0, "\(failed.errors)")
        try FileManager.default.removeItem(atPath: publish)
        try FileManager.default.moveItem(atPath: "\(publish)-2", toPath: publish)
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == Array(bytes))
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.metadata().sequence == 2)
    }

    @Test("is refused where metadata is damaged, older than the target's, or of an earlier generation; nothing is lost")
    func unfit() async throws {
        let one = try await world.push(try .sample(1), as: "a/one")
        try world.configure([one])
        let cases = [
            ("", "the file is empty"), (#"{"kind":"Metadata","#, "cannot be used|ends in the middle"),
            (#"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","x":1}"#, "knows no field `x`"),
            (#"{"kind":"Pod","apiVersion":"v1"}"#, "expected `Metadata`"),
            (
                #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","pastMirrors":[]}"#,
                "cannot be continued"
            ),
            (
                #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","pastAssociations":[{"name":"a/b@x","#
                    + #""id":"x"}]}"#,
                "with neither child manifests nor layers"
            ),
        ]
        for (text, message) in cases {
            try world.shop.folder.write(text, to: "work/meta/publish/.metadata.json")
            let plan = try world.plan()
            #expect(plan.status == 1, "\(text): \(plan.output)")
            let words = message.split(separator: "|")
            #expect(words.contains { plan.errors.contains($0) }, "\(text): \(plan.errors)")
            #expect(try world.shop.read("meta/publish/.metadata.json") == text)
        }
        try world.keep(try world.sequence(2, uid: Self.uid, []))
        try await world.publish(try world.sequence(5, uid: Self.uid, []))
        let old = try world.plan()
        #expect(old.status == 1 && old.errors.contains("sequence 2, the target has 5"), "\(old.errors)")
        #expect(old.errors.contains("oc-mirror:\(Self.uid)"), "\(old.errors)")
    }

    @Test("tells of workspaces that nobody continues, and of archives that are not published")
    func matrix() async throws {
        let one = try await world.push(try .sample(1), as: "a/one")
        try world.configure([one])
        try await world.publish(try world.sequence(5, uid: Self.otherUID, []))
        let lost = try world.plan()
        #expect(lost.status == 0, "\(lost.errors)")
        #expect(lost.output.contains("1 workspace of oc-mirror v1 that the metadata"), "\(lost.output)")
        #expect(lost.output.contains(Self.otherUID) && lost.output.contains("oc-mirror:<uid>"))
        // The target's own copy is a place like any other.
        try world.configure([one], storage: "registry: {imageURL: '\(world.root)/oc-mirror:\(Self.otherUID)'}")
        try world.mirror()
        let next = try MetadataReader.read(world.metadata(in: "\(world.root)/oc-mirror:\(Self.otherUID)"), from: "x")
        #expect(next.metadata.sequence == 6 && next.metadata.uid.description == Self.otherUID)
        try world.configure([one])
        try world.keep(try world.sequence(3, uid: Self.uid, []))
        try await world.publish(try world.sequence(1, uid: Self.uid, []))
        let ahead = try world.plan()
        #expect(
            ahead.status == 0 && ahead.output.contains("mirror_seq2_*.tar and mirror_seq3_*.tar"),
            "\(ahead.output)"
        )
    }

    @Test("writes the target's copy anew where that is damaged")
    func damagedCopy() async throws {
        let one = try await world.push(try .sample(1), as: "a/one")
        let two = try await world.push(try .sample(2), as: "a/two")
        try world.configure([one])
        try world.mirror()
        let uid = "\(try world.metadata().uid)"
        try await TestImage(indexOf: []).push(
            to: world.target.host.repository("ocp/oc-mirror"),
            tag: uid,
            with: fillingClient()
        )
        try world.configure([one, two])
        let plan = try world.plan()
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("copy of the metadata is damaged"), "\(plan.output)")
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(try world.metadata(in: "\(world.root)/oc-mirror:\(uid)") == world.metadata().bytes)
        #expect(try world.metadata().sequence == 2)
    }

    @Test("does not concern a configuration of version two")
    func versionTwo() async throws {
        let one = try await world.push(try .sample(1), as: "a/one")
        try world.shop.configure([one])
        try await world.publish(try world.sequence(5, uid: Self.otherUID, []))
        let plan = try world.plan()
        #expect(plan.status == 0 && !plan.output.contains("oc-mirror v1"))
        #expect(try world.written.sequence == nil)
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
        #expect(!FileManager.default.fileExists(atPath: world.shop.folder["work/meta"]))
    }
}
