// SPDX-License-Identifier: Apache-2.0

import Audit
import ClusterResources
import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

private let registry = "mirror.example:5000"

/// A plan that has the files of catalogs, each with its name as content.
private func plan(_ names: String..., at registry: String = registry, in folder: String = "cluster-resources") -> Plan {
    Plan(
        configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
        options: PlanOptions(),
        target: PlanTarget(TargetPlace(registry)),
        inSync: names.map { name in
            PlacedImage(
                destination: "\(registry)/\(name):v1",
                digest: Digest(of: Array(name.utf8)),
                type: .operatorCatalog,
                origins: ["quay.io/\(name):v1"],
                catalog: CatalogFacts(name: name)
            )
        },
        resources: names.flatMap { name in
            [ResourceFile.catalogSource(name), .clusterCatalog(name)].map {
                Resource(path: $0.path(in: folder), content: "---\nname: \(name)\n")
            }
        }
    )
}

@Suite("The files of catalogs in the audit trail")
struct CatalogFilesTests {
    private let folder: TemporaryDirectory
    private let trail: AuditTrail
    private var ledger = TargetLedger(target: registry)

    init() throws {
        folder = try TemporaryDirectory()
        trail = try AuditTrail(around: folder["isc.yaml"], commits: false, environment: [:])
    }

    private func record(_ plan: Plan, _ ledger: TargetLedger? = nil) throws -> PlanFile {
        let file = try PlanFile(plan)
        try trail.record(file, configuration: ("isc.yaml", []), ledger ?? self.ledger)
        return file
    }

    private func apply(_ plan: Plan, after ledger: TargetLedger) throws -> TargetLedger {
        let file = try record(plan, ledger)
        let after = ledger.recording(file, .init(done: [], isComplete: true))
        let receipt = Receipt(plan: file.id, target: registry, serial: 1, isComplete: true, images: [])
        try trail.record(file, after, receipt, manifests: plan.resources)
        return after
    }

    private var files: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder["cluster-resources"])
                .filter { $0.hasSuffix(".yaml") }.sorted()
        }
    }

    private func removed(by plan: Plan, _ ledger: TargetLedger) throws -> [String] {
        try trail.manifestChanges(of: plan, ledger).filter { $0.kind == .removed }.map(\.path)
    }

    @Test("go when the target has the catalog no more, and the plan says so")
    func removal() throws {
        let after = try apply(plan("one", "two"), after: ledger)
        #expect(try files == ["cc-one.yaml", "cc-two.yaml", "cs-one.yaml", "cs-two.yaml"])
        #expect(
            try removed(by: plan("two"), after) == ["cluster-resources/cc-one.yaml", "cluster-resources/cs-one.yaml"]
        )
        _ = try record(plan("two"), after)
        #expect(try files == ["cc-two.yaml", "cs-two.yaml"])
        #expect(try removed(by: plan("two"), after) == [])
    }

    @Test("go too where the plan that had them was never applied")
    func abandonedPlan() throws {
        _ = try record(plan("one"))
        #expect(try removed(by: plan("two"), ledger).count == 2)
        _ = try record(plan("two"))
        #expect(try files == ["cc-two.yaml", "cs-two.yaml"])
    }

    @Test("stay where another program or a person wrote them")
    func foreignFiles() throws {
        // One that merely has such a name, and one that was ours and is somebody's now.
        _ = try record(plan("one"))
        try folder.write("mine", to: "cluster-resources/cs-mine.yaml")
        try folder.write("changed", to: "cluster-resources/cs-one.yaml")
        try folder.write("other", to: "cluster-resources/cs-.yaml")
        try folder.write("other", to: "cluster-resources/notes.yaml")
        _ = try record(plan("two"))
        #expect(
            try files == ["cc-two.yaml", "cs-.yaml", "cs-mine.yaml", "cs-one.yaml", "cs-two.yaml", "notes.yaml"]
        )
    }

    @Test("stay in the folders of other targets")
    func otherTargets() throws {
        _ = try record(plan("one"))
        var second = TargetLedger(target: "second.example")
        second.resourceFolder = "cluster-resources/second.example"
        _ = try record(plan("three", at: "second.example", in: second.resourceFolder), second)
        _ = try record(plan("two", at: "second.example", in: second.resourceFolder), second)
        #expect(try files == ["cc-one.yaml", "cs-one.yaml"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder["cluster-resources/second.example"])
        #expect(names.sorted() == ["cc-two.yaml", "cs-two.yaml"])
    }

    @Test("never lead out of their folder, whatever a ledger says")
    func hostileLedger() throws {
        try folder.write("precious", to: "precious.yaml")
        var ledger = try apply(plan("one"), after: ledger)
        for key in ledger.entries.keys { ledger.entries[key]?.image.fields.catalog?.fields.name = "x/../../precious" }
        _ = try record(plan("two"), ledger)
        #expect(String(decoding: try folder.read("precious.yaml"), as: UTF8.self) == "precious")
    }
}
