// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import TestSupport
import Testing
@testable import Plans

/// `examples/` are what people would write, `plans/` what they would review: made here, by the tool itself,
/// against a local upstream that stands in the place of the real hosts.
@Suite("The examples", .waitsForPrograms)
struct ExamplesTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The registry that the reviewed plans name; the test's own has another port in every run.
    static let reviewedTarget = "mirror.example:5000/ocp"

    static var examples: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "examples").path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") && ![archive, deletion].contains($0) }.sorted()
    }

    /// The example that is planned for a disk.
    private static let archive = "archive.yaml"
    /// The example that takes away again what others bring.
    private static let deletion = "deletion.yaml"

    @Test("are plentiful enough to learn from")
    func exist() { #expect(Self.examples.count >= 3) }

    @Test("plan to exactly what `plans/` shows", arguments: examples)
    func plan(example: String) throws {
        let upstream = try ExampleUpstream()
        let target = try FakeRegistry()
        let targetHost = target.server.host
        let shop = try upstream.workshop(target: targetHost)
        let configuration = try Self.publish(example, to: upstream, shop)

        let to = "docker://\(targetHost)/ocp"
        let options = upstream.options(for: configuration)
        let run = try shop.run(["plan", "-c", example, "--to", to, "-detailed-exitcode"] + options)
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        let plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        let reviewed = try upstream.renamed(plan).retargeted(from: "\(targetHost)/ocp", to: Self.reviewedTarget)
        let text = String(decoding: try PlanFile(reviewed).bytes, as: UTF8.self)
        let places = text.split(separator: "\n").filter { $0.contains("127.0.0.1") }
        #expect(places == [], "a reviewed plan names a place of this run")
        try expectFile(text, at: Self.root.appending(path: "plans/\(example.replacing(".yaml", with: ".json"))"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    @Test("plan an archive to exactly what `plans/` shows")
    func planArchive() throws {
        let upstream = try ExampleUpstream()
        let shop = try upstream.workshop(target: FakeRegistry().server.host)
        _ = try Self.publish(Self.archive, to: upstream, shop)
        let run = try shop.mirror("plan", "-c", Self.archive, "--to", "file://usb")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let text = String(decoding: try shop.folder.read("work/plan.json"), as: UTF8.self)
        try expectFile(text, at: Self.root.appending(path: "plans/archive.json"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    @Test("plan a deletion to exactly what `plans/` shows")
    func planDeletion() throws {
        let upstream = try ExampleUpstream()
        let target = try FakeRegistry()
        let targetHost = target.server.host
        let shop = try upstream.workshop(target: targetHost)
        let to = "docker://\(targetHost)/ocp"
        for example in ["release.yaml", "operators.yaml", "additional-images.yaml"] {
            let configuration = try Self.publish(example, to: upstream, shop)
            let run = try shop.run(["plan", "-c", example, "--to", to] + upstream.options(for: configuration))
            try #require(run.status == 0, "\(run.errors)")
            let apply = try shop.mirror("apply", "plan.json")
            try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
        }
        for name in [Self.deletion, "team-images.yaml"] {
            let path = Self.root.appending(path: "examples/\(name)")
            try shop.folder.write([UInt8](Data(contentsOf: path)), to: "work/\(name)")
        }
        let run = try shop.run(["delete", "plan", "-c", Self.deletion, "--to", to, "--keep", "team-images.yaml"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        var plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
            .retargeted(from: "\(targetHost)/ocp", to: Self.reviewedTarget)
        // The first plan had the name of this run's target in it.
        plan.fields.target.fields.lineage = Digest(of: Array("the first plan".utf8))
        let text = String(decoding: try PlanFile(plan).bytes, as: UTF8.self)
        #expect(!text.contains("127.0.0.1"), "a reviewed plan names a place of this run")
        try expectFile(text, at: Self.root.appending(path: "plans/deletion.json"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    @Test("have plans whose files for clusters follow from them, in the order of their versions")
    func shown() throws {
        let shop = try Workshop(registries: "")
        let folder = Self.root.appending(path: "plans").path
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".json") {
            let run = try shop.mirror("show", "\(folder)/\(name)")
            #expect(run.status == 0, "\(name): \(run.errors)")
            guard name == "release-upgrade.json" else { continue }
            let places = ["4.15.9-x86_64", "4.15.11-x86_64"].map {
                run.output.range(of: "release-images:\($0)")?.lowerBound
            }
            let (first, second) = try (#require(places[0]), #require(places[1]))
            #expect(first < second, "\(run.output)")
            #expect(run.output.contains("on the way 4.15.11 → 4.16.3"), "\(run.output)")
        }
    }

    /// Puts an example into a workshop, and what it asks for where it will be looked for.
    static func publish(
        _ example: String,
        as name: String? = nil,
        to upstream: ExampleUpstream,
        _ shop: Workshop
    ) throws -> ImageSetConfiguration {
        let path = root.appending(path: "examples/\(example)").path
        try shop.folder.write([UInt8](Data(contentsOf: URL(filePath: path))), to: "work/\(name ?? example)")
        let configuration = try ImageSetConfiguration.load(path: path)
        for image in configuration.mirror.additionalImages {
            guard case .registry(let reference) = image.source else { continue }
            try upstream.publish(reference)
        }
        if configuration.mirror.helm != nil { try publishCharts(to: upstream, shop) }
        for catalog in configuration.mirror.operators {
            guard case .registry(let reference) = catalog.source else { continue }
            try upstream.publish(ExampleOperators.all, as: reference)
        }
        return configuration
    }

    /// Puts the charts of the examples beside the configuration, and publishes the images that they use.
    private static func publishCharts(to upstream: ExampleUpstream, _ shop: Workshop) throws {
        let folder = root.appending(path: "examples/charts").path
        for case let name as String in try #require(FileManager.default.enumerator(atPath: folder)) {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            try shop.folder.write([UInt8](bytes), to: "work/charts/\(name)")
        }
        for image in ["quay.io/demo/shop:2.3", "quay.io/demo/backup:1.1"] {
            try upstream.publish(try ImageReference(image))
        }
    }
}

extension Plan {
    /// The same plan for another target.
    func retargeted(from old: String, to new: String) throws -> Plan {
        func moved(_ text: String) -> String { text.replacing(old, with: new) }
        func moved(_ name: PlacedName) -> PlacedName { PlacedName(moved(name.description)) }
        func moved(_ place: PlacedRepository) -> PlacedRepository { PlacedRepository(moved(place.description)) }
        func moved<Part: Codable>(parts: Part) throws -> Part {
            let text = String(decoding: try JSONEncoder().encode(parts), as: UTF8.self).replacing("\\/", with: "/")
            return try JSONDecoder().decode(Part.self, from: Data(moved(text).utf8))
        }
        var plan = self
        plan.fields.target.fields.place = TargetPlace(moved(target.name))
        for index in plan.actions.indices {
            plan.fields.actions[index].fields.destination = moved(actions[index].destination)
            plan.fields.actions[index].fields.attachedTo = actions[index].attachedTo.map(moved)
            plan.fields.actions[index].fields.partOf = actions[index].partOf?.map(moved)
        }
        for index in plan.blobs.indices {
            plan.fields.blobs[index].fields.home = moved(blobs[index].home)
            plan.fields.blobs[index].fields.mountInto = blobs[index].mountInto.map(moved)
        }
        let records = plan.evidence.records.map { record in
            guard case .catalog(let catalog) = record else { return record }
            return .catalog(
                CatalogRecord(destination: moved(catalog.destination), base: catalog.base, packages: catalog.packages)
            )
        }
        let changes = plan.changes.map { changes in
            PlannedChanges(
                since: changes.since,
                operators: changes.operators.map { $0.moved(to: moved($0.catalog)) },
                releases: changes.releases
            )
        }
        plan = Plan(
            plan.subject,
            evidence: Evidence(checks: plan.checks, records: records, changes: changes, trust: plan.trust),
            copies: plan.copies,
            holdings: plan.holdings,
            removals: plan.removals,
            resources: plan.resources
        )
        for index in plan.inSync.indices {
            plan.fields.inSync[index].fields.destination = moved(inSync[index].destination)
            plan.fields.inSync[index].fields.attachedTo = inSync[index].attachedTo.map(moved)
        }
        for index in plan.others.indices {
            plan.fields.others[index].fields.destination = moved(others[index].destination)
        }
        for index in plan.deletions.indices {
            plan.fields.deletions[index].fields.repository = moved(deletions[index].repository)
            plan.fields.deletions[index].fields.with = deletions[index].with.map(moved)
            plan.fields.deletions[index].fields.proof = deletions[index].proof.map(moved)
        }
        for index in plan.kept.indices {
            plan.fields.kept[index].fields.destination = moved(kept[index].destination)
            plan.fields.kept[index].fields.neededBy = kept[index].neededBy.map(moved)
        }
        // The digests in it are of what stays, which only the registry could tell again.
        plan.fields.repositories = try moved(parts: repositories)
        plan.fields.catalogs = try moved(parts: catalogs)
        plan.fields.changes = try moved(parts: changes)
        plan.fields.checks = checks.map {
            Finding($0.severity, $0.code, moved($0.message), remedy: $0.remedy.map(moved), at: $0.place)
        }
        plan.fields.resources = resources.map { Resource(path: $0.path, content: moved($0.content)) }
        return plan
    }
}

extension OperatorChange {
    /// The same change of an operator in a catalog of another name.
    fileprivate func moved(to catalog: PlacedName) -> OperatorChange {
        OperatorChange(
            package,
            in: catalog,
            kind,
            because: cause,
            defaults: (defaultBefore, defaultAfter),
            channels: channels
        )
    }
}
