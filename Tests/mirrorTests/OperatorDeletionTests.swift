// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Deleting operators: what other bundles run stays, and the catalog with them.
@Suite("Deleting operators", .waitsForPrograms)
struct OperatorDeletionTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    private static let proxy = "quay.io/operators/proxy:v1"

    /// Operators of two bundles each, all of which run a proxy besides their own images.
    private static var operators: [TestOperator] {
        ["foo", "bar"].map { name in
            var made = TestOperator(
                name,
                default: "stable",
                [("stable", ["\(name).v1.0.0 > \(name).v0.1.0", "\(name).v0.1.0"])]
            )
            for bundle in made.bundles { made.relatedImages[bundle] = made.related(to: bundle) + [proxy] }
            return made
        }
    }

    private func mirror(_ lines: [String], _ operators: [TestOperator] = Self.operators) async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        try await world.publish(operators)
        try world.configure(lines)
        try apply(world.plan())
    }

    private func apply(_ plan: ToolRun) throws {
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func ask(_ lines: [String]) throws {
        let head = [
            "kind: DeleteImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "delete:", "  operators:",
        ]
        try shop.folder.write((head + lines.map { "  \($0)" }).joined(separator: "\n") + "\n", to: "work/disc.yaml")
    }

    private func delete(_ options: String...) throws -> ToolRun {
        try shop.run(["delete", "plan", "-c", "disc.yaml"] + options)
    }

    private func gone() throws -> [String] {
        let prefix = world.place("").description
        return try world.written.deletions.flatMap(\.destinations).map {
            String($0.description.dropFirst(prefix.count))
        }.sorted()
    }

    private func pulls(_ name: String) throws -> Bool { try shop.pulls("\(world.place(name))") }

    private static let everything = ["- catalog: \(OperatorWorld.catalog):v4.18", "  full: true"]

    @Test("takes a bundle and what it alone runs, from the target's own catalog, which stays")
    func oneBundle() async throws {
        try await mirror(Self.everything)
        world.upstream.stop()
        try ask([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "    minVersion: 0.0.0",
            "    maxVersion: 0.0.0",
        ])
        let named = try delete()
        #expect(named.status == 1, "no bundle of the catalog has that version: \(named.output)")
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try gone() == ["operators/foo-bundle:v1.0.0", "operators/foo:v1.0.0"])
        let kept = try #require(try world.written.kept.first)
        #expect(kept.destination == world.place("operators/proxy:v1"))
        let catalog = world.place("redhat/redhat-operator-index:v4.18")
        #expect(kept.neededBy.contains("the bundle foo.v0.1.0 of \(catalog)"), "\(kept.neededBy)")
        #expect(
            try world.written.deletions.first?.requestedBy == ["delete.operators[0].packages[0] (foo) > foo.v1.0.0"]
        )
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        for name in ["operators/proxy:v1", "operators/bar-bundle:v1.0.0", "operators/foo:v0.1.0"] {
            #expect(try pulls(name), "\(name)")
        }
        #expect(try shop.digest(catalog) != nil)
    }

    @Test("takes a catalog with all its bundles and what they run, and its manifests")
    func wholeCatalog() async throws {
        try await mirror(Self.everything)
        #expect(try shop.git("ls-files").contains("cluster-resources/cs-redhat-operator-index-v4-18.yaml"))
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try world.written.kept.isEmpty)
        let before = try world.target.storedBytes()
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try shop.digest(world.place("redhat/redhat-operator-index:v4.18")) == nil)
        #expect(try shop.digest(world.place("operators/proxy:v1")) == nil)
        try world.target.collectGarbage()
        #expect(try before - world.target.storedBytes() == world.written.summary.bytesToReclaim)
        #expect(try !shop.git("ls-files").contains("cs-redhat-operator-index-v4-18.yaml"))
    }

    @Test("spares what another catalog offers, and what somebody asked for by itself")
    func others() async throws {
        try await mirror(Self.everything)
        let second = "quay.io/others/index"
        try await world.publish(try TestCatalog([Self.operators[0]]), as: second, tag: "v1")
        try world.configure(["- catalog: \(second):v1", "  full: true"], as: "second.yaml")
        try apply(try shop.run(["plan", "-c", "second.yaml"]))
        try shop.configure(["quay.io/operators/bar:v0.1.0"], as: "third.yaml")
        try apply(try shop.run(["plan", "-c", "third.yaml"]))
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let kept = Set(try world.written.kept.map(\.destination))
        let names = ["foo-bundle:v0.1.0", "foo-bundle:v1.0.0", "foo:v0.1.0", "foo:v1.0.0", "proxy:v1", "bar:v0.1.0"]
        #expect(kept == Set(names.map { world.place("operators/\($0)") }))
        #expect(run.output.contains("third.yaml wants it by itself"), "\(run.output)")
        #expect(run.output.contains("the bundle foo.v1.0.0 of \(world.place("others/index:v1"))"), "\(run.output)")
    }

    @Test("finds at its source what the target's catalog does not offer any more")
    func olderBundle() async throws {
        try await mirror(Self.everything)
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        try apply(world.plan())
        try ask([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  full: true", "  packages:", "  - name: bar",
        ])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(
            try gone()
                == ["bar-bundle:v0.1.0", "bar-bundle:v1.0.0", "bar:v0.1.0", "bar:v1.0.0"].map { "operators/\($0)" }
        )
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: barr"])
        let typo = try delete()
        #expect(typo.status == 1)
        #expect(typo.errors.contains("disc.yaml:7:13: error: ") && typo.errors.contains("did you mean `bar`?"))
        world.upstream.stop()
        let offline = try delete()
        #expect(offline.status == 1)
        #expect(offline.errors.contains("mirror plan --prune"), "\(offline.errors)")
    }

    @Test("knows images by digest, under the tags that they were given")
    func digests() async throws {
        let named = Self.operators.map { each in
            var changed = each
            changed.namesDigests = true
            changed.relatedImages = [:]
            return changed
        }
        try await mirror(Self.everything, named)
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        let run = try delete()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let gone = try gone()
        #expect(gone.count == 2 && gone.allSatisfy { $0.contains(":sha256-") }, "\(gone)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        try ask(["- catalog: \(OperatorWorld.catalog):v4.18"])
        #expect(try delete().status == 0)
        #expect(try world.written.kept.isEmpty)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
    }
}
