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
    /// Wants a catalog of the given name at the target; the one that the resolver wishes for does not count.
    fileprivate mutating func addCatalog(
        _ name: String,
        template: String? = nil,
        isInSync: Bool = false
    ) throws {
        let tree = try Scene.tree([name])
        let digest = tree.root.descriptor.digest
        let image = try Scene.image("quay.io/\(name)", as: "\(target)/\(name)", index: images.count)
        let catalog = DesiredImage(
            origin: image.origin,
            role: ImageRole(.operatorCatalog, facts: .catalog(CatalogFacts(name: "", template: template))),
            destination: image.destination,
            request: ImageRequest(by: ["mirror.operators[\(images.count)]"], at: image.at)
        )
        images.append(catalog)
        observed.images[catalog] = ImageObservation(
            source: .found(digest),
            destination: isInSync ? digest : nil,
            tree: isInSync ? nil : tree,
            attachments: .known
        )
    }

    /// What the ledger holds of a catalog.
    fileprivate mutating func remember(_ name: String, as facts: CatalogFacts, wantedBy: [String]) throws {
        ledger.entries["\(target)/\(name)"] = TargetLedger.Entry(
            image: PlacedImage(
                destination: "\(target)/\(name)",
                digest: try Scene.tree([name]).root.descriptor.digest,
                type: .operatorCatalog,
                origins: ["quay.io/\(name)"],
                catalog: facts
            ),
            placed: true,
            knowsAttachments: true,
            wantedBy: wantedBy
        )
    }
}

extension Plan {
    fileprivate var names: [PlacedName: String] {
        let placed = inSync + actions.map(PlacedImage.init)
        return Dictionary(
            uniqueKeysWithValues: placed.compactMap { image in image.catalog.map { (image.destination, $0.name) } }
        )
    }
}

private let target = "mirror.example:5000/ocp"

@Suite("A plan with catalogs")
struct CatalogPlanTests {
    @Test("tells clusters of each, whether it is copied or in sync")
    func files() throws {
        var scene = Scene()
        try scene.addCatalog("redhat/index:v4.18")
        try scene.addCatalog("team/other:1", isInSync: true)
        let plan = try scene.plan
        #expect(
            plan.resources.map(\.path)
                == ["index-v4-18", "other-1"].flatMap {
                    ["cluster-resources/cs-\($0).yaml", "cluster-resources/cc-\($0).yaml"]
                }
        )
        #expect(plan.names == ["\(target)/redhat/index:v4.18": "index-v4-18", "\(target)/team/other:1": "other-1"])
        #expect(plan.resources[0].content.contains("image: \(target)/redhat/index:v4.18\n"))
        #expect(!plan.checks.contains { $0.code == "renamed-tag" })
        #expect(try PlanFile(reading: .init(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("gives none the name of another, and leaves each its own when others come")
    func stableNames() throws {
        var scene = Scene()
        try scene.addCatalog("b/index:v4.18")
        let first = try scene.plan
        #expect(first.names == ["\(target)/b/index:v4.18": "index-v4-18"])
        let file = try PlanFile(first)
        scene.ledger = scene.ledger.recording(file, .init(done: first.actions, isComplete: true))
        try scene.addCatalog("a/index:v4.18")
        try scene.addCatalog("c/index:v4-18")
        let second = try scene.plan
        #expect(second.names["\(target)/b/index:v4.18"] == "index-v4-18")
        #expect(Set(second.names.values).count == 3)
        #expect(second.resources.count == 6)
        #expect(Set(second.resources.map(\.path)).count == 6)
        #expect(try PlanFile(reading: .init(PlanFile(second).bytes)).plan == second)
    }

    @Test("does not give away the name of a catalog that is no longer wanted")
    func formerNames() throws {
        var scene = Scene()
        try scene.remember("a/index:v1", as: CatalogFacts(name: "index-v1"), wantedBy: [])
        try scene.addCatalog("b/index:v1")
        let plan = try scene.plan
        #expect(plan.names["\(target)/b/index:v1"]?.hasPrefix("index-v1-") == true)
        #expect(plan.resources.count == 2)
    }

    @Test("keeps the files of other configurations' catalogs, and has those of its own once")
    func otherConfigurations() throws {
        var scene = Scene()
        try scene.remember("a/index:v1", as: CatalogFacts(name: "index-v1"), wantedBy: ["team.yaml"])
        try scene.remember("b/index:v1", as: CatalogFacts(name: "shared"), wantedBy: ["isc.yaml", "team.yaml"])
        try scene.remember("c/index:v1", as: CatalogFacts(name: "gone"), wantedBy: ["isc.yaml"])
        try scene.addCatalog("b/index:v1", isInSync: true)
        let plan = try scene.plan
        #expect(
            plan.resources.map(\.path)
                == ["index-v1", "shared"].flatMap {
                    ["cluster-resources/cs-\($0).yaml", "cluster-resources/cc-\($0).yaml"]
                }
        )
    }

    @Test("warns where another configuration has another template for the same catalog")
    func otherTemplate() throws {
        let template = "apiVersion: operators.coreos.com/v1alpha1\nkind: CatalogSource\nspec: {priority: 7}\n"
        var scene = Scene()
        try scene.remember("a/index:v1", as: CatalogFacts(name: "index-v1"), wantedBy: ["team.yaml"])
        try scene.addCatalog("a/index:v1", template: template, isInSync: true)
        let plan = try scene.plan
        #expect(plan.checks.filter { $0.severity != .note }.map(\.code) == ["catalog-template"])
        #expect(plan.resources.first?.content.contains("priority: 7") == true)
        try scene.remember("a/index:v1", as: CatalogFacts(name: "index-v1"), wantedBy: ["isc.yaml"])
        #expect(try scene.plan.checks.allSatisfy { $0.severity == .note })
    }

    @Test("is refused if the ledger holds an invalid template")
    func badTemplate() throws {
        var scene = Scene()
        try scene.remember(
            "a/index:v1",
            as: CatalogFacts(name: "index-v1", template: "kind: Pod\n"),
            wantedBy: ["team.yaml"]
        )
        let plan = try scene.plan
        #expect(
            plan.checks.contains {
                $0.severity == .error && $0.code == "catalog-template" && $0.message.contains("a/index:v1")
            }
        )
    }
}
