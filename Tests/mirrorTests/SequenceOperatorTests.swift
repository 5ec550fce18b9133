// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import SequenceMetadata
import TestSupport
import Testing

/// Operators by the rules of oc-mirror v1, over the runs of a workspace.
@Suite("The operators of a sequence", .waitsForPrograms)
struct SequenceOperatorTests {
    private let world: OperatorWorld

    init() async throws { world = try await OperatorWorld() }

    private func configure(_ packages: [String]) throws {
        let lines =
            [
                "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v1alpha2", "storageConfig:",
                "  local: {path: meta}", "mirror:", "  operators:", "  - catalog: \(OperatorWorld.catalog):v4.18",
                "    skipDependencies: true", "    packages:",
            ] + packages.map { "    - name: \($0)" }
        try world.shop.folder.write(lines.joined(separator: "\n") + "\n", to: "work/isc.yaml")
    }

    private func mirror(_ options: String...) throws {
        let plan = try world.shop.run(["plan", "-c", "isc.yaml"] + options)
        try #require(plan.status == 0, "\(plan.output)\(plan.errors)")
        let apply = try world.shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    private func metadata() throws -> WorkspaceMetadata {
        let bytes = Array(try world.shop.folder.read("work/meta/publish/.metadata.json"))
        return try MetadataReader.read(bytes, from: "x").metadata
    }

    private func sources(_ metadata: WorkspaceMetadata) -> Set<String> {
        Set(AssociationTree(metadata.pastAssociations).roots.map { String($0.name.prefix { $0 != "@" }) })
    }

    @Test("go on from where their heads began, and go when they are dropped")
    func life() async throws {
        try await world.publish(TestOperator.usual)
        try configure(["bar", "baz"])
        try mirror()
        let first = try metadata()
        #expect(first.sequence == 1 && first.isSound)
        let catalog = try #require(first.current?.catalogs.first)
        #expect(catalog.catalog == "\(OperatorWorld.catalog):v4.18")
        #expect(catalog.imagePin.hasPrefix("\(OperatorWorld.catalog)@sha256:"))
        let channels = Dictionary(
            uniqueKeysWithValues: (catalog.packages ?? []).map { package in
                (package.name, package.channels.map { "\($0.name) \($0.bounds.minVersion)" })
            }
        )
        #expect(channels == ["bar": ["alpha 1.0.0", "stable 1.0.0"], "baz": ["stable 1.1.0"]])
        #expect(first.pastAssociations.allSatisfy { $0.type == .bundle })
        #expect(sources(first).contains { $0.contains("baz") } && sources(first).contains { $0.contains("bar") })
        // The catalog gains a version: what lies between the recorded head and the new one is taken.
        let newer = TestOperator(
            "baz",
            default: "stable",
            [
                (
                    "stable",
                    [
                        "baz.v1.0.0", "baz.v1.0.1 ! baz.v1.0.0", "baz.v1.1.0 > baz.v1.0.1", "baz.v1.2.0 > baz.v1.1.0",
                        "baz.v1.3.0 > baz.v1.2.0",
                    ]
                )
            ]
        )
        try await world.publish(TestOperator.usual.filter { $0.name != "baz" } + [newer])
        try mirror()
        let second = try metadata()
        #expect(second.sequence == 2 && second.isSound)
        let files = try world.catalogFiles("redhat/redhat-operator-index:v4.18").values.joined()
        #expect(files.contains("baz.v1.3.0") && files.contains("baz.v1.2.0") && files.contains("baz.v1.1.0"))
        #expect(!files.contains(#""name": "baz.v1.0.1""#))
        let head = second.current?.catalogs.first?.packages?.first { $0.name == "baz" }?.channels.first
        #expect(head?.bounds.minVersion == "1.1.0")
        // The third drops an operator.
        try configure(["baz"])
        try mirror("--prune", "--max-deletes", "100%")
        let third = try metadata()
        #expect(third.sequence == 3 && third.isSound)
        let plan = try world.written
        #expect(plan.deletions.contains { $0.repository.description.contains("bar") })
        #expect(!plan.deletions.contains { $0.repository.description.contains("baz") })
        #expect(!sources(third).contains { $0.contains("/bar") } && sources(third).contains { $0.contains("baz") })
        #expect(Set(third.pastAssociations.map(\.key)).isSubset(of: Set(second.pastAssociations.map(\.key))))
        let again = try world.plan("--prune", "--max-deletes", "100%")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try world.written.sequence == nil)
    }
}
