// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution
import SequenceMetadata
import TestSupport
import Testing
@testable import Runs

@Suite("The step of a plan")
struct SequencePlanningTests {
    private static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    private static let digest = Digest(of: Array("metadata".utf8))
    private static let target = "mirror.example:5000/ocp"

    private static func association(_ name: String) -> Association {
        let digest = Digest(of: Array(name.utf8))
        return Association(
            .generic,
            name: "src.example/\(name)@\(digest)",
            path: name,
            id: DigestText(digest),
            tagSymlink: "1",
            content: .init(layers: [DigestText(digest)])
        )
    }

    private static func placed(_ name: String, at root: String) -> PlacedImage {
        PlacedImage(
            destination: PlacedName("\(root)/\(name):1"),
            digest: Digest(of: Array(name.utf8)),
            type: .additionalImage,
            origins: ["src.example/\(name):1"]
        )
    }

    private static func plan(_ images: [String], toDisk: Bool = false, checks: [Finding] = []) -> Plan {
        let place: TargetPlace = toDisk ? .archive(folder: "usb") : TargetPlace(target)
        return Plan(
            work: PlanWork(copyingTo: place),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(place),
            checks: checks,
            inSync: images.map { placed($0, at: toDisk ? "localhost" : target) }
        )
    }

    private static func planning(
        after images: [String]?,
        prunes: Bool = false,
        gone: [String] = []
    ) throws -> SequencePlanning {
        let text = "apiVersion: mirror.openshift.io/v1alpha2\nkind: ImageSetConfiguration\nmirror: {operators: []}\n"
        let uid = try #require(WorkspaceID(uid))
        let previous = images.map { images in
            WorkspaceMetadata(
                uid: uid,
                pastMirror: PastMirror(timestamp: 1, sequence: 3, configuration: .init()),
                pastAssociations: images.map(association)
            )
        }
        return SequencePlanning(
            sequence: OpenedSequence(
                place: .folder("meta"),
                workspace: uid,
                previous: previous,
                digest: previous == nil ? nil : digest,
                others: [],
                findings: []
            ),
            configuration: try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml"),
            chosen: ChosenContent(),
            prunes: prunes,
            gone: Set(
                gone.map {
                    MirroredManifest(
                        repository: PlacedRepository("\(target)/\($0)"),
                        digest: Digest(of: Array($0.utf8))
                    )
                }
            )
        )
    }

    @Test("is the first of a new workspace, or the one after the last")
    func numbers() throws {
        let first = try #require(try Self.planning(after: nil).step(of: Self.plan(["a"])))
        #expect(
            first.number == 1 && first.continues == nil && first.workspace == Self.uid && first.place == .folder("meta")
        )
        let fourth = try #require(try Self.planning(after: ["a"]).step(of: Self.plan(["a", "b"])))
        #expect(fourth.number == 4 && fourth.continues == Self.digest && fourth.dropped.isEmpty)
        #expect(fourth.record == #"{"mirror":{"platform":{},"helm":{}}}"#)
    }

    @Test("is none where nothing changes that metadata records")
    func nothing() throws {
        #expect(try Self.planning(after: ["a", "b"]).step(of: Self.plan(["a"])) == nil)
        #expect(try Self.planning(after: ["a"], prunes: true).step(of: Self.plan(["a"])) == nil)
        #expect(try Self.planning(after: nil).step(of: Self.plan([])) == nil)
        var changing = Self.plan(["a"])
        changing.fields.actions = Plan.sample.actions
        #expect(try Self.planning(after: ["a"]).step(of: changing) != nil)
    }

    @Test("drops from a registry what is gone from it, and only where the plan prunes")
    func gone() throws {
        let step = try Self.planning(after: ["a", "b"], prunes: true, gone: ["b"]).step(of: Self.plan(["a"]))
        #expect(step?.dropped == [.init(name: Self.association("b").name, path: "b")])
        #expect(try Self.planning(after: ["a", "b"], gone: ["b"]).step(of: Self.plan(["a"])) == nil)
    }

    @Test("drops from an archive what no source of the configuration asks for, unless one could not be found")
    func archive() throws {
        let plan = Self.plan(["a"], toDisk: true)
        let step = try Self.planning(after: ["a", "c", "b"], prunes: true).step(of: plan)
        #expect(step?.dropped.map(\.path) == ["b", "c"])
        #expect(try Self.planning(after: ["a", "b"]).step(of: plan) == nil)
        let missing = Self.plan(["a"], toDisk: true, checks: [Finding(.warning, .sourceMissing, "x")])
        #expect(try Self.planning(after: ["a", "b"], prunes: true).step(of: missing) == nil)
    }
}
