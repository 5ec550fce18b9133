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

/// A catalog and what its bundles run.
private struct BuiltCatalogScene {
    var scene = Scene()
    let catalog = "mirror.example:5000/ocp/redhat/index:v4.18"

    static let recipe = BuildRecipe(
        kind: .catalog,
        base: "oci://my-catalog@\(Scene.digest("base"))",
        layer: Scene.digest("kept"),
        layerSize: 4,
        packages: [KeptPackage(name: "foo", channels: [KeptChannel(name: "stable", entries: ["foo.v1"])])]
    )

    func destination(_ text: String) throws -> Destination {
        let reference = try ImageReference(text)
        return Destination(repository: reference.repository, tag: try #require(reference.tag))
    }

    /// Wants a catalog that is built of a layout with a layer of its own; returns what comes out.
    @discardableResult
    mutating func build(
        _ kept: String = "kept",
        origin: String = "oci://my-catalog",
        at found: Digest? = nil,
        isInSync: Bool = false
    ) throws -> ImageTree {
        let tree = try Scene.tree(["layer of the base", kept])
        let image = DesiredImage(
            origin: try ImageSource(origin),
            role: ImageRole(.operatorCatalog, facts: .catalog(CatalogFacts(name: ""))),
            destination: try destination(catalog),
            request: ImageRequest(by: ["mirror.operators[0]"], at: "isc.yaml:5:5"),
            build: DesiredBuild(
                recipe: Self.recipe,
                image: BuiltImage(tree: tree, blobs: [Scene.digest(kept): .bytes(Array(kept.utf8))])
            )
        )
        scene.images.append(image)
        let digest = tree.root.descriptor.digest
        scene.observed.images[image] = ImageObservation(
            source: .found(digest),
            destination: isInSync ? digest : found,
            tree: isInSync ? nil : tree
        )
        return tree
    }

    /// Wants an image of an operator, which its source may not have.
    mutating func part(_ name: String, _ type: ImageType = .operatorRelatedImage, isThere: Bool = true) throws {
        let image = DesiredImage(
            origin: try ImageSource("quay.io/\(name)"),
            role: ImageRole(type, partOf: [try destination(catalog)]),
            destination: try destination("mirror.example:5000/ocp/\(name)"),
            request: ImageRequest(by: ["mirror.operators[0].packages[0] (foo) > foo.v1"], at: "isc.yaml:7:11")
        )
        scene.images.append(image)
        let tree = try Scene.tree([name])
        scene.observed.images[image] = ImageObservation(
            source: isThere ? .found(tree.root.descriptor.digest) : .missing(Explanation("there is none")),
            tree: isThere ? tree : nil
        )
    }
}

@Suite("The plan of a filtered catalog")
struct BuiltCatalogPlanTests {
    @Test("builds it, takes what is not made here from the layout of its base, and names its parts")
    func build() throws {
        var world = BuiltCatalogScene()
        try world.build()
        try world.part("operators/foo-bundle:v1", .operatorBundle)
        try world.part("operators/foo:v1")
        let plan = try world.scene.plan
        #expect(plan.checks.isEmpty, "\(plan.checks)")
        let action = try #require(plan.actions.first { $0.type == .operatorCatalog })
        #expect(action.kind == .build)
        #expect(action.recipe == BuiltCatalogScene.recipe)
        #expect(plan.actions.filter { $0.partOf == [PlacedName(world.catalog)] }.count == 2)
        let sources = Dictionary(uniqueKeysWithValues: plan.blobs.map { ($0.digest, $0.source) })
        #expect(sources[Scene.digest("kept")] == "build:\(action.digest)")
        #expect(sources[Scene.digest("layer of the base")] == "oci://my-catalog")
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("is empty where the target holds what would be built")
    func inSync() throws {
        var world = BuiltCatalogScene()
        let tree = try world.build(isInSync: true)
        let plan = try world.scene.plan
        #expect(plan.actions.isEmpty)
        #expect(plan.inSync.map(\.digest) == [tree.root.descriptor.digest])
        #expect(plan.inSync.first?.catalog != nil)
    }

    @Test("fails with an image that is missing, says who asks for it, and goes on without it where that is allowed")
    func missingImage() throws {
        var world = BuiltCatalogScene()
        try world.build()
        try world.part("operators/foo:v1", isThere: false)
        let check = try #require(try world.scene.plan.checks.first)
        #expect(check.severity == .error && check.code == "source-missing" && check.place == "isc.yaml:7:11")
        #expect(
            check.text.hasPrefix(
                "quay.io/operators/foo:v1, asked for by mirror.operators[0].packages[0] (foo) > foo.v1: there is none\n"
            )
        )
        #expect(check.text.contains("--allow-missing"))
        world.scene.options.fields.allowMissing = true
        let plan = try world.scene.plan
        #expect(plan.checks.map(\.severity) == [.warning])
        #expect(plan.checks[0].text.contains("foo.v1, is left out: there is none"))
        #expect(plan.actions.map(\.type) == [.operatorCatalog])
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("fails without the catalog itself, whatever is allowed")
    func missingCatalog() throws {
        var world = BuiltCatalogScene()
        let image = DesiredImage(
            origin: try ImageSource("quay.io/redhat/index:v4.18"),
            role: ImageRole(.operatorCatalog),
            destination: try world.destination(world.catalog),
            request: ImageRequest(by: ["mirror.operators[0]"])
        )
        world.scene.images = [image]
        world.scene.observed.images[image] = ImageObservation(source: .missing(Explanation("there is none")))
        world.scene.options.fields.allowMissing = true
        #expect(try world.scene.plan.checks.first?.severity == .error)
    }

    @Test("fails where two different parts of one catalog would go to one place")
    func collision() throws {
        var world = BuiltCatalogScene()
        try world.build()
        try world.build("something else")
        let plan = try world.scene.plan
        #expect(plan.checks.map(\.code) == ["destination-collision"])
        #expect(plan.checks[0].text.contains("`targetCatalog` or `targetTag`"))
        #expect(plan.actions.isEmpty)
    }

    @Test("says which bundles to leave out where their images have one place, which nobody can change")
    func operatorImages() throws {
        var world = BuiltCatalogScene()
        try world.part("foo/app:v1")
        let origin = try ImageSource("docker.io/foo/app:v1")
        let image = DesiredImage(
            origin: origin,
            role: ImageRole(.operatorRelatedImage, partOf: [try world.destination(world.catalog)]),
            destination: world.scene.images[0].destination,
            request: ImageRequest(by: ["mirror.operators[1].packages[0] (bar) > bar.v1"])
        )
        let tree = try Scene.tree(["another"])
        world.scene.images.append(image)
        world.scene.observed.images[image] = ImageObservation(
            source: .found(tree.root.descriptor.digest),
            tree: tree
        )
        let check = try #require(try world.scene.plan.checks.first)
        #expect(check.code == "destination-collision")
        #expect(
            check.text.hasSuffix(
                "leave one of them out: mirror.operators[0].packages[0] (foo) > foo.v1, "
                    + "mirror.operators[1].packages[0] (bar) > bar.v1"
            )
        )
    }

    /// What another configuration placed there, and whether that is in the way.
    struct Contest: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let origin: String
        let placed: String
        let builds: Bool
        let isContested: Bool
    }

    private static let pin = "quay.io/redhat/index:v4.18@"

    @Test(
        "leaves alone what another configuration keeps, unless it is the same catalog of another day",
        arguments: [
            Contest(
                testDescription: "a part of the same catalog",
                origin: "\(pin)\(Scene.digest("base"))",
                placed: "part",
                builds: true,
                isContested: true
            ),
            Contest(
                testDescription: "the whole catalog, where a part is wanted",
                origin: "\(pin)\(Scene.digest("old"))",
                placed: "old",
                builds: true,
                isContested: true
            ),
            Contest(
                testDescription: "a part, where the whole catalog is wanted",
                origin: "\(pin)\(Scene.digest("base"))",
                placed: "part",
                builds: false,
                isContested: true
            ),
            Contest(
                testDescription: "the whole catalog, where it is wanted",
                origin: "\(pin)\(Scene.digest("old"))",
                placed: "old",
                builds: false,
                isContested: false
            ),
            Contest(
                testDescription: "another catalog",
                origin: "quay.io/community/index:v4.18@\(Scene.digest("old"))",
                placed: "old",
                builds: false,
                isContested: true
            ),
        ]
    )
    func contested(contest: Contest) throws {
        var world = BuiltCatalogScene()
        let found = Scene.digest(contest.placed)
        let origin = "quay.io/redhat/index:v4.18@\(Scene.digest("base"))"
        if contest.builds {
            try world.build(origin: origin, at: found)
        } else {
            let tree = try Scene.tree(["whole"])
            let image = DesiredImage(
                origin: try ImageSource("\(Self.pin)\(tree.root.descriptor.digest)"),
                role: ImageRole(.operatorCatalog),
                destination: try world.destination(world.catalog),
                request: ImageRequest(by: ["mirror.operators[0]"])
            )
            world.scene.images = [image]
            world.scene.observed.images[image] = ImageObservation(
                source: .found(tree.root.descriptor.digest),
                destination: found,
                tree: tree
            )
        }
        let placed = PlacedImage(
            destination: PlacedName(world.catalog),
            digest: found,
            type: .operatorCatalog,
            origins: [contest.origin]
        )
        world.scene.ledger.entries[PlacedName(world.catalog)] = TargetLedger.Entry(
            image: placed,
            placed: true,
            knowsAttachments: false,
            wantedBy: ["other.yaml"]
        )
        let codes = try world.scene.plan.checks.filter { $0.severity == .error }.map(\.code)
        #expect(codes == (contest.isContested ? ["destination-collision"] : []))
    }
}
