// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Planning
import TestSupport
import Testing

@testable import Plans

/// What a ledger tells of earlier plans, of the same configuration or of another one.
@Suite("With a ledger of earlier plans, the planner")
struct LaterPlanTests {
    @Test("mounts blobs from where the ledger saw them")
    func ledgerHomes() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:2", as: "a/one:2", layers: ["base"])
        let home = "\(scene.target)/other"
        scene.ledger.blobHomes[Scene.digest("base").description] = PlacedRepository(home)
        scene.observed.presentBlobs = [
            BlobPlace(repository: try ImageReference(home).repository, digest: Scene.digest("base"))
        ]
        let blob = try #require(try scene.plan.blobs.first { $0.digest == Scene.digest("base") })
        #expect(blob.atHome)
        #expect(blob.home == PlacedRepository(home))
        #expect(blob.mountInto == ["\(scene.target)/a/one"])
        #expect(try scene.plan.summary.bytesToMount == 4)
    }

    @Test("keeps images of the target if only their source is gone")
    func missingButHeld() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let plan = try scene.plan
        var later = try Scene(after: plan)
        later.options.fields.allowMissing = true
        let image = try Scene.image("quay.io/a/one:1", as: "\(scene.target)/a/one:1")
        later.images = [image]
        later.observed.images[image] = ImageObservation(
            source: .missing(Explanation("gone")),
            destination: plan.actions[0].digest
        )
        let second = try later.plan
        #expect(second.inSync.map(\.destination) == ["\(scene.target)/a/one:1"])
        #expect(second.resources == plan.resources)
        #expect(second.checks.first?.text.contains("is kept as") == true)
    }

    @Test("lists a place once where one of its origins is gone and another one has something new")
    func missingBesideAnother() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let plan = try scene.plan
        var later = try Scene(after: plan)
        later.options.fields.allowMissing = true
        try later.add("docker.io/a/one:1", as: "a/one:1", layers: ["y"], at: plan.actions[0].digest)
        let gone = try Scene.image("quay.io/a/one:1", as: "\(scene.target)/a/one:1")
        later.images.append(gone)
        later.observed.images[gone] = ImageObservation(
            source: .missing(Explanation("gone")),
            destination: plan.actions[0].digest
        )
        let second = try later.plan
        #expect(second.actions.map(\.kind) == [.update])
        #expect(second.inSync.isEmpty)
    }

    @Test("lets the signatures of a moved tag's old image go")
    func movedTag() throws {
        var scene = Scene()
        let signature = AttachmentObservation(
            type: .signature,
            tag: try Tag("sha256-x.sig"),
            tree: try Scene.tree(["sig"])
        )
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"], attachments: .found([signature]))
        let first = try scene.plan
        var later = try Scene(after: first)
        try later.add("quay.io/a/one:1", as: "a/one:1", layers: ["y"], at: first.actions[0].digest)
        let second = try later.plan
        #expect(second.actions.map(\.kind) == [.update])
        #expect(second.inSync.isEmpty)
    }

    @Test("tells of images that the configuration dropped")
    func dropped() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let plan = try scene.plan
        let later = try Scene(after: plan)
        #expect(try later.plan.checks.map(\.code) == ["nothing-wanted", "no-longer-wanted"])
    }

    @Test(
        "tells of no image as dropped whose source is out of reach or lost it, nor of any while something cannot be planned",
        arguments: [.missing(Explanation("gone")), .unreadable(Explanation("no answer"))] as [ImageObservation.Source],
        [false, true]
    )
    func notDropped(source: ImageObservation.Source, allowsMissing: Bool) throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        try scene.add("quay.io/a/two:1", as: "a/two:1", layers: ["y"])
        let plan = try scene.plan
        var later = try Scene(after: plan)
        later.options.fields.allowMissing = allowsMissing
        let image = try Scene.image("quay.io/a/one:1", as: "\(later.target)/a/one:1")
        later.images = [image]
        later.observed.images[image] = ImageObservation(source: source)
        let checks = try later.plan.checks
        let told = checks.first { $0.code == "no-longer-wanted" }
        // a/two was dropped, which is told where there is a plan to record it.
        #expect((told != nil) == !checks.contains { $0.severity == .error })
        #expect(told?.text.contains("a/one") != true)
    }

    @Test("copies attachments with their image, and knows those of images in sync from the ledger")
    func attachments() throws {
        var scene = Scene()
        let signature = AttachmentObservation(
            type: .signature,
            tag: try Tag("sha256-x.sig"),
            tree: try Scene.tree(["sig"])
        )
        let referrer = AttachmentObservation(type: .referrer, tag: nil, tree: try Scene.tree(["ref"]))
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"], attachments: .found([signature, referrer]))
        let plan = try scene.plan
        #expect(plan.actions.map(\.type) == [.additionalImage, .signature, .referrer])
        #expect(plan.actions[1].destination == "\(scene.target)/a/one:sha256-x.sig")
        #expect(plan.actions[2].destination == "\(scene.target)/a/one@\(referrer.digest)")
        #expect(plan.actions[2].attachedTo == "\(scene.target)/a/one@\(plan.actions[0].digest)")

        var later = Scene()
        try later.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"], isInSync: true)
        later.ledger = later.ledger.recording(
            try PlanFile(plan),
            .init(done: plan.actions, isComplete: true)
        )
        #expect(try later.plan.inSync.map(\.type) == [.additionalImage, .signature, .referrer])
    }

    @Test("keeps the mirror sets of other configurations in the generated manifests")
    func otherConfigurations() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let plan = try scene.plan
        var other = Scene()
        other.configuration = "other.yaml"
        other.ledger = other.ledger.recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
        try other.add("registry.redhat.io/b/two:1", as: "b/two:1", layers: ["y"])
        let content = try #require(try other.plan.resources.first).content
        #expect(content.contains("source: quay.io/a"))
        #expect(content.contains("source: registry.redhat.io/b"))
    }

    @Test("refuses to overwrite what another configuration keeps at the same place")
    func contested() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let plan = try scene.plan
        var other = Scene()
        other.configuration = "other.yaml"
        other.ledger = other.ledger.recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
        try other.add("registry.redhat.io/a/one:1", as: "a/one:1", layers: ["y"], at: plan.actions[0].digest)
        let check = try #require(try other.plan.checks.first)
        #expect(check.code == "destination-collision")
        #expect(check.text.contains("where isc.yaml keeps quay.io/a/one:1"))
    }
}

extension Scene {
    /// An empty scene whose ledger has what a complete apply of a plan placed.
    fileprivate init(after plan: Plan) throws {
        self.init()
        ledger = ledger.recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
    }
}
