// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

extension Scene {
    /// Wants a component of a release.
    fileprivate static func component(_ name: String, of payload: Destination) throws -> DesiredImage {
        let repository = try Repository("mirror.example:5000/ocp/openshift/release")
        return DesiredImage(
            origin: try ImageSource("quay.io/openshift-release-dev/ocp-v4.0-art-dev@\(digest(name))"),
            role: ImageRole(.releaseComponent, partOf: [payload]),
            destination: Destination(repository: repository, tag: try OCI.Tag("\(payload.tag)-\(name)")),
            request: ImageRequest(by: ["mirror.platform.channels[0] (stable-4.16)"], at: "isc.yaml:5:11")
        )
    }

    fileprivate static var payload: Destination {
        get throws {
            Destination(
                repository: try Repository("mirror.example:5000/ocp/openshift/release-images"),
                tag: try OCI.Tag("4.16.3-x86_64")
            )
        }
    }
}

@Suite("The plan of a release")
struct ReleasePlanTests {
    @Test("fails with a component that is missing, even where missing images may be left out")
    func wholeOrNothing() throws {
        var scene = Scene()
        scene.options.fields.allowMissing = true
        let etcd = try Scene.component("etcd", of: Scene.payload)
        scene.images = [etcd]
        scene.observed.images[etcd] = ImageObservation(source: .missing(Explanation("there is none")))
        let check = try #require(try scene.plan.checks.first)
        #expect(check.severity == .error)
        #expect(check.code == "source-missing")
        #expect(check.text.contains("a component of release 4.16.3-x86_64: there is none"))
        #expect(check.text.contains("whole or not at all"))
    }

    @Test("names the payload that a component is a part of")
    func partOf() throws {
        var scene = Scene()
        let etcd = try Scene.component("etcd", of: Scene.payload)
        scene.images = [etcd]
        scene.observed.images[etcd] = ImageObservation(
            source: .found(Scene.digest("etcd")),
            tree: try Scene.tree(["etcd"])
        )
        let action = try #require(try scene.plan.actions.first)
        #expect(action.partOf == ["mirror.example:5000/ocp/openshift/release-images:4.16.3-x86_64"])
    }

    @Test("builds what no registry has, and copies the layers of its base")
    func build() throws {
        let tree = try Scene.tree(["base layer", "graph data"])
        let recipe = BuildRecipe(
            kind: .graphData,
            base: "registry.access.redhat.com/ubi9/ubi@\(Scene.digest("base"))",
            layer: Scene.digest("graph data"),
            layerSize: 10,
            input: "https://api.openshift.com/api/upgrades_info/graph-data"
        )
        let image = DesiredImage(
            origin: try ImageSource(recipe.base),
            role: ImageRole(.graphData),
            destination: Destination(
                repository: try Repository("mirror.example:5000/ocp/openshift/graph-image"),
                tag: try OCI.Tag("latest")
            ),
            request: ImageRequest(by: ["mirror.platform.graph"]),
            build: DesiredBuild(
                recipe: recipe,
                image: BuiltImage(tree: tree, blobs: [Scene.digest("graph data"): .bytes(Array("graph data".utf8))])
            )
        )
        var scene = Scene()
        scene.images = [image]
        scene.observed.images[image] = ImageObservation(source: .found(tree.root.descriptor.digest), tree: tree)
        let plan = try scene.plan
        let action = try #require(plan.actions.first)
        #expect(action.kind == .build)
        #expect(action.recipe == recipe)
        #expect(action.source == "build:\(action.digest)")
        let sources = Dictionary(uniqueKeysWithValues: plan.blobs.map { ($0.digest, $0.source) })
        #expect(sources[Scene.digest("graph data")] == "build:\(action.digest)")
        #expect(sources[Scene.digest("base layer")] == "registry.access.redhat.com/ubi9/ubi")
        #expect(plan.summary.build == 1)
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("brings newer graph data, even if other configurations want the graph")
    func sharedGraph() throws {
        func graph(_ base: String) throws -> DesiredImage {
            DesiredImage(
                origin: try ImageSource("registry.access.redhat.com/ubi9/ubi@\(Scene.digest(base))"),
                role: ImageRole(.graphData),
                destination: Destination(
                    repository: try Repository("mirror.example:5000/ocp/openshift/graph-image"),
                    tag: try OCI.Tag("latest")
                ),
                request: ImageRequest(by: ["mirror.platform.graph"])
            )
        }
        func plan(_ scene: Scene, _ image: DesiredImage, _ layer: String, at found: Digest?) throws -> Plan {
            var scene = scene
            let tree = try Scene.tree([layer])
            scene.images = [image]
            scene.observed.images[image] = ImageObservation(
                source: .found(tree.root.descriptor.digest),
                destination: found,
                tree: tree
            )
            return try scene.plan
        }
        let first = try plan(Scene(), graph("base"), "old", at: nil)
        var other = Scene()
        other.configuration = "other.yaml"
        other.ledger = other.ledger.recording(try PlanFile(first), .init(done: first.actions, isComplete: true))
        let second = try plan(other, graph("newer base"), "new", at: first.actions[0].digest)
        #expect(second.checks.allSatisfy { $0.severity != .error })
        #expect(second.actions.map(\.kind) == [.update])
    }

    @Test("looks for the blobs of all platforms that some tag wants")
    func platformsOfOneIndex() async throws {
        let wanted = ["linux/amd64", "linux/arm64"]
        let source = try IndexSource(children: try wanted.map { (try Platform($0), try Scene.tree([$0]).root) })
        let repository = try Repository("mirror.example:5000/ocp/a/b")
        let images = try wanted.map { platform in
            DesiredImage(
                origin: .registry(try ImageReference("quay.io/a/b@\(source.root.descriptor.digest)")),
                role: ImageRole(.additionalImage),
                destination: Destination(repository: repository, tag: try OCI.Tag(platform.replacing("/", with: "-"))),
                platforms: [try Platform(platform)],
                request: ImageRequest(by: ["mirror.additionalImages[0]"])
            )
        }
        let observer = Observer(
            source: source,
            target: EmptyTarget(hasBlobs: true),
            ledger: TargetLedger(target: "mirror.example:5000/ocp")
        )
        let state = try await observer.observe(images)
        let present = Set(state.presentBlobs.map(\.digest))
        #expect(wanted.allSatisfy { present.contains(Scene.digest($0)) })
    }

    @Test("reads a content that many releases share once")
    func sharedComponents() async throws {
        let source = CountingSource(tree: try Scene.tree(["etcd"]))
        let digest = source.tree.root.descriptor.digest
        let repository = try Repository("mirror.example:5000/ocp/openshift/release")
        let images = try (1...20).map { number in
            DesiredImage(
                origin: try ImageSource("quay.io/openshift-release-dev/ocp-v4.0-art-dev@\(digest)"),
                role: ImageRole(.releaseComponent),
                destination: Destination(repository: repository, tag: try OCI.Tag("4.16.\(number)-x86_64-etcd")),
                request: ImageRequest(by: ["mirror.platform.channels[0] (stable-4.16)"])
            )
        }
        let observer = Observer(
            source: source,
            target: EmptyTarget(),
            ledger: TargetLedger(target: "mirror.example:5000/ocp")
        )
        let state = try await observer.observe(images)
        #expect(state.images.values.allSatisfy { $0.tree == source.tree })
        #expect(await source.log.manifests == 1)
        #expect(await source.log.attachments == 4)
    }
}

/// A source of one image that counts what it is asked.
private struct CountingSource: SourceObserving {
    actor Log {
        var manifests = 0
        var attachments = 0

        func countManifest() { manifests += 1 }
        func countAttachment() { attachments += 1 }
    }

    let tree: ImageTree
    let log = Log()

    func digest(of source: ImageSource) -> Digest? { tree.root.descriptor.digest }

    func manifest(_ digest: Digest, of source: ImageSource) async -> Manifest? {
        await log.countManifest()
        return tree.root
    }

    func manifest(_ tag: OCI.Tag, beside source: ImageSource) async -> Manifest? {
        await log.countAttachment()
        return nil
    }

    func referrers(of digest: Digest, in source: ImageSource) async -> [Descriptor] {
        await log.countAttachment()
        return []
    }
}

/// A source of one index.
private struct IndexSource: SourceObserving {
    let root: Manifest
    private let children: [Manifest]

    init(children: [(Platform, Manifest)]) throws {
        let list = children.map { platform, manifest in
            """
            {"mediaType":"\(manifest.descriptor.mediaType)","digest":"\(manifest.descriptor.digest)",\
            "size":\(manifest.descriptor.size),\
            "platform":{"os":"\(platform.os)","architecture":"\(platform.architecture)"}}
            """
        }
        let json = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",\
            "manifests":[\(list.joined(separator: ","))]}
            """
        root = try Manifest(Array(json.utf8))
        self.children = children.map(\.1)
    }

    func digest(of source: ImageSource) -> Digest? { root.descriptor.digest }

    func manifest(_ digest: Digest, of source: ImageSource) -> Manifest? {
        ([root] + children).first { $0.descriptor.digest == digest }
    }

    func manifest(_ tag: OCI.Tag, beside source: ImageSource) -> Manifest? { nil }
    func referrers(of digest: Digest, in source: ImageSource) -> [Descriptor] { [] }
}

/// A target that holds no image.
private struct EmptyTarget: TargetObserving {
    var hasBlobs = false

    func digest(of reference: ManifestReference, in repository: Repository) -> Digest? { nil }
    func listsReferrers(in repository: Repository) -> Bool { true }
    func hasBlob(_ digest: Digest, in repository: Repository) -> Bool { hasBlobs }
}
