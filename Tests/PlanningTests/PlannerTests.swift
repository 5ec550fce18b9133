// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Planning
import Resolution
import TestSupport
import Testing

@testable import Plans

@Suite("The planner")
struct PlannerTests {
    @Test("copies what the destination lacks, once for each blob")
    func copies() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["base", "one"])
        try scene.add("quay.io/a/two:1", as: "a/two:1", layers: ["base", "two"])
        let plan = try scene.plan
        #expect(plan.actions.map(\.kind) == [.copy, .copy])
        #expect(plan.actions.map(\.destination) == ["\(scene.target)/a/one:1", "\(scene.target)/a/two:1"])
        let shared = try #require(plan.blobs.first { $0.digest == Scene.digest("base") })
        #expect(shared.home == "\(scene.target)/a/one")
        #expect(shared.mountInto == ["\(scene.target)/a/two"])
        #expect(plan.blobs.count == 5)
        let base: Int64 = 4
        let own: Int64 = 40
        let manifests = plan.actions.reduce(0) { $0 + $1.size } - 2 * base - own
        #expect(plan.summary.bytesToTransfer == manifests + base + own)
        #expect(plan.summary.bytesToMount == 4)
        #expect(plan.actions[0].expect.destination == nil)
        #expect(plan.actions[0].source.description.hasPrefix("quay.io/a/one:1@sha256:"))
    }

    @Test("updates a tag that holds something else, and expects to find that")
    func updates() throws {
        var scene = Scene()
        let old = Scene.digest("old")
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"], at: old)
        let action = try #require(try scene.plan.actions.first)
        #expect(action.kind == .update)
        #expect(action.expect.destination == old)
        #expect(action.reason == "destination holds sha256:\(old.short)")
    }

    @Test("has nothing to do where everything is in sync")
    func noChanges() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", isInSync: true)
        let plan = try scene.plan
        #expect(!plan.hasChanges)
        #expect(plan.summary.inSync == 1)
        #expect(plan.resources.count == 1)
    }

    @Test("does not move blobs that the destination's repository holds")
    func presentBlobs() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:2", as: "a/one:2", layers: ["base", "new"])
        let repository = scene.images[0].destination.repository
        scene.observed.presentBlobs = [BlobPlace(repository: repository, digest: Scene.digest("base"))]
        let plan = try scene.plan
        #expect(!plan.blobs.contains { $0.digest == Scene.digest("base") })
        #expect(plan.actions[0].transfer == plan.actions[0].size - 4)
    }

    @Test("refuses two sources for one destination, and names the way out")
    func collision() throws {
        var scene = Scene()
        try scene.add("quay.io/a/b:1", as: "a/b:1", layers: ["one"])
        try scene.add("registry.redhat.io/a/b:1", as: "a/b:1", layers: ["two"])
        let check = try #require(try scene.plan.checks.first)
        #expect(check.severity == .error)
        #expect(check.code == "destination-collision")
        #expect(check.text.contains("quay.io/a/b:1") && check.text.contains("registry.redhat.io/a/b:1"))
        #expect(check.text.contains("`targetRepo` or `targetTag`"))
        #expect(check.place == "isc.yaml:6:11")
    }

    @Test("takes the same pinned content from two sources as one")
    func sharedDigest() throws {
        var scene = Scene()
        let digest = try Scene.tree(["x"]).root.descriptor.digest
        try scene.add("quay.io/a/b@\(digest)", as: "a/b:\(digest.tagText)", layers: ["x"])
        try scene.add("registry.redhat.io/a/b@\(digest)", as: "a/b:\(digest.tagText)", layers: ["x"])
        let plan = try scene.plan
        #expect(plan.checks.isEmpty)
        #expect(plan.actions.count == 1)
        #expect(plan.actions[0].requestedBy == ["mirror.additionalImages[0]", "mirror.additionalImages[1]"])
        let content = try #require(plan.resources.first).content
        #expect(content.contains("source: quay.io/a") && content.contains("source: registry.redhat.io/a"))
    }

    @Test("names a missing source and, if allowed, plans the rest")
    func missing() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:1", layers: ["x"])
        let image = try Scene.image("quay.io/a/gone:1", as: "\(scene.target)/a/gone:1", index: 1)
        scene.images.append(image)
        scene.observed.images[image] = ImageObservation(source: .missing(Explanation("the source has no such image")))
        #expect(try scene.plan.checks.map(\.severity) == [.error])
        scene.options.fields.allowMissing = true
        #expect(try scene.plan.checks.map(\.severity) == [.warning])
        #expect(try scene.plan.actions.count == 1)
    }

    @Test("warns where a mirror set cannot express a renamed tag")
    func renamedTag() throws {
        var scene = Scene()
        try scene.add("quay.io/a/one:1", as: "a/one:stable", layers: ["x"])
        #expect(try scene.plan.checks.map(\.code) == ["renamed-tag"])
        #expect(try scene.plan.checks.map(\.place) == ["isc.yaml:5:11"])
    }

    @Test("makes the same bytes whatever order its inputs come in", arguments: 0..<16)
    func deterministic(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<12).map { "r\($0 % 5)/image\($0)" }
        func bytes(_ names: [String]) throws -> [UInt8] {
            var scene = Scene()
            for name in names {
                try scene.add("quay.io/\(name):1", as: "\(name):1", layers: ["base", name])
            }
            scene.images = scene.images.map { image in
                DesiredImage(
                    origin: image.origin,
                    role: ImageRole(image.type),
                    destination: image.destination,
                    request: ImageRequest(by: ["mirror.additionalImages"])
                )
            }
            var observations: [DesiredImage: ImageObservation] = [:]
            for image in scene.images {
                let tree = try Scene.tree(["base", String("\(image.origin)".dropFirst(8).dropLast(2))])
                observations[image] = ImageObservation(
                    source: .found(tree.root.descriptor.digest),
                    tree: tree,
                    attachments: .found([])
                )
            }
            scene.observed.images = observations
            return try PlanFile(scene.plan).bytes
        }
        #expect(try bytes(names) == bytes(names.shuffled(using: &generator)))
    }
}
