// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Deleting operators where the machine knows less than it should: what other bundles run stays.
@Suite("Deleting operators beside others", .waitsForPrograms)
struct OperatorDeletionAttackTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    private static let proxy = "quay.io/operators/proxy:v1"
    private static let everything = ["- catalog: \(OperatorWorld.catalog):v4.18", "  full: true"]
    private static let foo = ["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"]

    private static var operators: [TestOperator] {
        ["foo", "bar"].map { name in
            var made = TestOperator(name, default: "stable", [("stable", ["\(name).v0.1.0"])])
            for bundle in made.bundles { made.relatedImages[bundle] = made.related(to: bundle) + [proxy] }
            return made
        }
    }

    private func apply(_ plan: ToolRun) throws {
        try #require(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func delete(_ lines: [String], _ options: String...) throws -> ToolRun {
        let head = [
            "kind: DeleteImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "delete:", "  operators:",
        ]
        try shop.folder.write((head + lines.map { "  \($0)" }).joined(separator: "\n") + "\n", to: "work/disc.yaml")
        return try shop.run(["delete", "plan", "-c", "disc.yaml"] + options)
    }

    private func gone() throws -> [String] {
        let prefix = world.place("").description
        return try world.written.deletions.flatMap(\.destinations).map {
            String($0.description.dropFirst(prefix.count))
        }.sorted()
    }

    @Test("spares what others run where the option for nested paths was forgotten")
    func nestedPaths() async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        try await world.publish(Self.operators)
        try world.configure(Self.everything)
        try apply(world.plan("--max-nested-paths", "2"))
        let run = try delete(Self.foo)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try gone().allSatisfy { !$0.contains("proxy") }, "\(run.output)")
    }

    @Test("spares what another catalog runs that no ledger knows", arguments: [false, true])
    func withoutLedger(keeps: Bool) async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        try await world.publish(Self.operators)
        let other = TestCatalog(files: try TestCatalog([Self.operators[1]]).files)
        try await world.publish(other, tag: "v4.17")
        try world.configure(Self.everything + ["- catalog: \(OperatorWorld.catalog):v4.17", "  full: true"])
        try apply(world.plan())
        #expect(try shop.outside("rm", "-r", "ledger", "receipts").status == 0)
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.17", "  full: true"], as: "keep.yaml")
        let run =
            keeps
            ? try delete(["- catalog: \(OperatorWorld.catalog):v4.18"], "--keep", "keep.yaml")
            : try delete(["- catalog: \(OperatorWorld.catalog):v4.18"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        guard keeps else {
            // Nobody can tell; then somebody has to be told, and the manifests of the cluster stay.
            #expect(run.output.contains("the ledger knows of nothing at"), "\(run.output)")
            #expect(!run.output.contains("- cluster-resources"), "\(run.output)")
            return
        }
        #expect(try gone().allSatisfy { !$0.contains("proxy") && !$0.contains("bar") }, "\(run.output)")
    }

    @Test("spares a catalog that was made from the one that goes and has its digest for a tag")
    func catalogByDigest() async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        let digest = try await world.publish(Self.operators, architectures: ["amd64", "arm64"])
        try world.configure(Self.everything)
        try apply(world.plan())
        try world.configure(
            ["- catalog: \(OperatorWorld.catalog)@\(digest)", "  packages:", "  - name: bar"],
            as: "second.yaml"
        )
        try apply(try shop.run(["plan", "-c", "second.yaml"]))
        let run = try delete(["- catalog: \(OperatorWorld.catalog):v4.18"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try gone().allSatisfy { !$0.contains("index:sha256-") }, "\(run.output)")
    }

    @Test("can prune a catalog for one that is made from it and has its digest for a tag")
    func pruneCatalogByDigest() async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        let digest = try await world.publish(Self.operators, architectures: ["amd64", "arm64"])
        try world.configure(Self.everything)
        try apply(world.plan())
        try world.configure(["- catalog: \(OperatorWorld.catalog)@\(digest)", "  packages:", "  - name: bar"])
        let run = try world.plan("--prune")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try gone().allSatisfy { !$0.contains("index:sha256-") }, "\(run.output)")
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    @Test("a list of bundles spares what a catalog that stays offers as well")
    func list() async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        try await world.publish(Self.operators)
        try await world.publish(try TestCatalog([Self.operators[0]]), as: "quay.io/others/index", tag: "v1")
        try world.configure(Self.everything + ["- catalog: quay.io/others/index:v1", "  full: true"])
        try apply(world.plan())
        var text = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"
        for (name, type) in [("foo-bundle:v0.1.0", "operatorBundle"), ("foo:v0.1.0", "operatorRelatedImage")] {
            text += "- imageName: docker://quay.io/operators/\(name)\n"
            text += "  imageReference: docker://\(world.place("operators/\(name)"))\n  type: \(type)\n"
        }
        try shop.folder.write(text, to: "work/list.yaml")
        let run = try shop.run(["delete", "plan", "--from-list", "list.yaml"])
        #expect(run.status == 0, "\(run.errors)")
        // The list does not say of which catalog the bundle is to go.
        let gone = try gone()
        #expect(gone.isEmpty, "\(run.output)")
    }

    @Test("reads a catalog of which only some platforms were mirrored")
    func sparse() async throws {
        try await world.push(try .sample(9), as: "quay.io/operators/proxy", tag: "v1")
        try await world.publish(Self.operators, architectures: ["amd64", "arm64"])
        try world.configure(Self.everything)
        try apply(world.plan())
        let place = world.place("redhat/redhat-operator-index")
        let raw = try shop.outside("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(place):v4.18")
        let manifest = try Manifest(Array(raw.output.utf8))
        let amd = try #require(manifest.children.first { $0.platform?.architecture == "amd64" })
        let url = "http://\(world.target.host)/v2/ocp/redhat/redhat-operator-index/manifests/\(amd.digest)"
        #expect(try shop.outside("curl", "-sf", "-X", "DELETE", url).status == 0)
        let run = try delete(Self.foo)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
}
