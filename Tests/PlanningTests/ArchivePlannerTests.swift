// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Foundation
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

@Suite("The plan of an archive")
struct ArchivePlannerTests {
    /// A scene whose target is an archive.
    private static func scene(
        limit: Int64 = 1 << 30,
        first: Int = 1,
        documents: [PlannedArchive.Document] = []
    ) -> Scene {
        var scene = Scene()
        scene.target = "file:///media/usb"
        scene.ledger.target = scene.target
        scene.archive = ArchiveRequest(limit: limit, firstVolume: first, documents: documents)
        return scene
    }

    private static func document(_ path: String, _ text: String) -> PlannedArchive.Document {
        let bytes = Array(text.utf8)
        return .init(path: path, digest: Digest(of: bytes), size: Int64(bytes.count), content: text)
    }

    /// Where the volumes would be written, computed from the plan as apply does it.
    private static func layout(_ plan: Plan, _ scene: Scene) throws -> ArchiveLayout {
        let archive = try #require(plan.archive)
        return try ArchiveLayout(
            SetContents(
                planned: plan,
                documents: archive.documents,
                images: scene.images.compactMap { image in
                    scene.observed.images[image]?.tree.map {
                        .init(repository: image.destination.repository.name, tag: image.destination.tag, tree: $0)
                    }
                }
            ),
            plan: PlanFile(plan).id,
            planSize: archive.planRoom,
            rules: .init(
                limit: archive.limit,
                firstVolume: archive.firstVolume,
                allowsOversize: plan.options.allowOversize == true
            )
        )
    }

    @Test("names its volumes with their exact sizes, and the volume of each blob")
    func volumes() throws {
        let configuration = Self.document("mirror/configurations/1.yaml", "kind: ImageSetConfiguration\n")
        var scene = Self.scene(limit: 30_000, first: 7, documents: [configuration])
        for number in 0..<6 {
            let own = String(repeating: "\(number)", count: 4000 * number)
            try scene.add("quay.io/a/i\(number):1", as: "a/i\(number):1", layers: ["base", own])
        }
        let plan = try scene.plan
        #expect(plan.mode == .registryToDisk)
        #expect(plan.resources == [], "which registry will hold it is not known here")
        #expect(plan.actions.map(\.destination).allSatisfy { $0.hasPrefix("localhost/a/i") })
        let archive = try #require(plan.archive)
        #expect(archive.documents == [configuration])
        let layout = try Self.layout(plan, scene)
        #expect(layout.volumes.count > 2)
        #expect(archive.volumes.map(\.size) == layout.volumes.map(\.size))
        #expect(archive.volumes.map(\.size).allSatisfy { $0 <= 30_000 })
        #expect(archive.volumes.map(\.name) == layout.volumes.map(\.name.description))
        #expect(archive.volumes.first?.name == "mirror_000007.tar")
        for blob in plan.blobs {
            let volume = try #require(layout.volumes.first { $0.name.number == blob.volume })
            #expect(volume.members.contains { $0.member == .blob(blob.digest, size: blob.size) })
        }
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan, "it is one that can be read")
    }

    @Test("has room for itself in its own first volume, however many images it names", arguments: [1, 2, 30, 400])
    func planRoom(images: Int) throws {
        var scene = Self.scene(limit: 1 << 20)
        for number in 0..<images {
            try scene.add("quay.io/a/i\(number):1", as: "a/i\(number):1", layers: ["base", "layer \(number)"])
        }
        let plan = try scene.plan
        let archive = try #require(plan.archive)
        let needed = Int64(try PlanFile(plan).bytes.count)
        #expect(needed <= archive.planRoom)
        #expect(archive.planRoom - needed < 8192, "no more than the digits of the sizes can explain")
        #expect(try Self.layout(plan, scene).volumes.map(\.size) == archive.volumes.map(\.size))
        #expect(try PlanFile(scene.plan).bytes == PlanFile(plan).bytes, "twice the same bytes")
    }

    /// The size of a blob, the limit in GiB, and whether a volume of that size takes it.
    static let boundaries: [(size: Int64, gibibytes: Int64, sufficient: Int64?)] = [
        ((1 << 30) - 2560, 1, nil), ((1 << 30) - 2559, 1, 2), (1 << 30, 1, 2), ((2 << 30) - 2560, 1, 2),
        ((2 << 30) - 2559, 1, 3), ((2 << 30) - 2559, 2, 3), (500 << 30, 500, 501), (9 << 30, 10, nil),
    ]

    @Test("refuses a blob that no volume takes, and says which `archiveSize` would do", arguments: boundaries)
    func oversize(size: Int64, gibibytes: Int64, sufficient: Int64?) throws {
        var scene = Self.scene(limit: gibibytes << 30)
        let tree = try Scene.tree(["small", "large"], sizes: ["large": size])
        for name in ["a", "b", "c", "d"] { try scene.add("quay.io/a/\(name):1", as: "a/\(name):1", tree: tree) }
        let plan = try scene.plan
        guard let sufficient else {
            #expect(plan.checks.filter { $0.severity == .error } == [])
            #expect(plan.archive?.volumes.map(\.size).allSatisfy { $0 <= gibibytes << 30 } == true)
            return
        }
        let check = try #require(plan.checks.first { $0.severity == .error })
        #expect(check.code == "oversize-blob")
        #expect(
            check.text.hasPrefix(
                "the blob \(Scene.digest("large")) of a/a:1, a/b:1, a/c:1 and 1 more has \(size) bytes, and a volume "
            ),
            "\(check.text)"
        )
        #expect(check.text.contains("Set `archiveSize` to \(sufficient) or more"), "\(check.text)")
        #expect(check.text.contains("--allow-oversize"))
        #expect(plan.archive?.volumes == [])

        scene.archive = ArchiveRequest(limit: sufficient << 30, firstVolume: 1, documents: [])
        #expect(try scene.plan.checks.filter { $0.severity == .error } == [], "what is named suffices")
        scene.archive = ArchiveRequest(limit: (sufficient - 1) << 30, firstVolume: 1, documents: [])
        #expect(try scene.plan.checks.contains { $0.severity == .error }, "a smaller one does not")
    }

    @Test("gives such a blob a volume of its own where that is asked for")
    func allowsOversize() throws {
        var scene = Self.scene()
        scene.options.fields.allowOversize = true
        let tree = try Scene.tree(["small", "large"], sizes: ["large": 3 << 30])
        try scene.add("quay.io/a/a:1", as: "a/a:1", tree: tree)
        let plan = try scene.plan
        #expect(plan.archive?.volumes.map(\.name) == ["mirror_000001.tar", "mirror_000002.tar"])
        #expect(plan.archive?.volumes.map(\.size).last == Int64(3 << 30) + 2560)
        #expect(plan.blobs.first { $0.digest == Scene.digest("large") }?.volume == 2)
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("refuses a limit that the plan itself does not fit into")
    func longPlan() throws {
        var scene = Self.scene(limit: 20_000)
        for number in 0..<100 { try scene.add("quay.io/a/i\(number):1", as: "a/i\(number):1", layers: ["\(number)"]) }
        let check = try #require(try scene.plan.checks.first { $0.severity == .error })
        #expect(check.code == "oversize-blob")
        #expect(check.text.contains("plan.json` has"), "\(check.text)")
    }

    @Test("has no volumes where there is nothing to bring, or an error is in the way")
    func nothing() throws {
        var scene = Self.scene()
        try scene.add("quay.io/a/a:1", as: "a/a:1", isInSync: true)
        let plan = try scene.plan
        #expect(plan.archive?.volumes == [])
        #expect(plan.archive?.planRoom == 0)
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)

        try scene.add("quay.io/a/b:1", as: "a/b:1", layers: ["x"])
        scene.observed.images[scene.images[1]]?.source = .missing(Explanation("there is no such image"))
        #expect(try scene.plan.archive?.volumes == [])
    }

    @Test("brings no blob that an earlier archive carried, and still the links to it")
    func differential() throws {
        var scene = Self.scene(first: 3)
        try scene.add("quay.io/a/a:2", as: "a/a:2", layers: ["base", "new"])
        let repository = scene.images[0].destination.repository
        scene.observed.presentBlobs = [BlobPlace(repository: repository, digest: Scene.digest("base"))]
        let plan = try scene.plan
        #expect(plan.blobs.allSatisfy { $0.digest != Scene.digest("base") || $0.atHome && $0.volume == nil })
        let members = try Self.layout(plan, scene).volumes.flatMap(\.members).map(\.member)
        #expect(!members.contains { $0.content == .blob(Scene.digest("base")) })
        #expect(members.contains { $0.path.contains("a/a/_layers/sha256/\(Scene.digest("base").hex)") })
    }
}
