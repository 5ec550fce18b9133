// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import OCI
import Testing
@testable import Plans

import TestSupport
@testable import Reviews

@Suite("The review of the files for clusters")
struct ManifestReviewTests {
    private static let changed = ManifestChange(path: "cluster-resources/a.yaml", kind: .changed)
    private static let removed = ManifestChange(path: "cluster-resources/old.yaml", kind: .removed)

    private func plan(_ work: PlanWork, hasChanges: Bool) -> Plan {
        let copies = work != .deletions && hasChanges
        return Plan(
            work: work,
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example:5000/ocp")),
            actions: copies ? [SamplePlans.action(.copy, "a/b:1")] : [],
            resources: ["a", "b"].map { Resource(path: "cluster-resources/\($0).yaml", content: "kind: A\n") },
            deletions: work == .deletions && hasChanges ? [SampleDeletions.payload("4.16.1")] : []
        )
    }

    /// The files that are listed, and whether those that do not change are left out by the heading.
    struct Case: Sendable {
        let work: PlanWork
        let hasChanges: Bool
        let changes: [ManifestChange]?
        let files: [String]?
        var listsChangesOnly = false
    }

    @Test(
        "lists all files, those that change, or none",
        arguments: [
            Case(work: .copiesToRegistry(from: nil), hasChanges: true, changes: nil, files: ["a", "b"]),
            Case(work: .copiesToRegistry(from: nil), hasChanges: true, changes: [], files: ["a", "b"]),
            Case(work: .copiesToRegistry(from: nil), hasChanges: true, changes: [removed], files: ["a", "b", "old"]),
            Case(work: .copiesToRegistry(from: nil), hasChanges: false, changes: nil, files: ["a", "b"]),
            Case(work: .copiesToRegistry(from: nil), hasChanges: false, changes: [], files: nil),
            Case(
                work: .copiesToRegistry(from: nil),
                hasChanges: false,
                changes: [changed],
                files: ["a"],
                listsChangesOnly: true
            ),
            Case(work: .deletions, hasChanges: true, changes: nil, files: ["a", "b"]),
            Case(work: .deletions, hasChanges: true, changes: [], files: nil),
            Case(work: .deletions, hasChanges: true, changes: [changed, removed], files: ["a", "old"]),
            Case(work: .deletions, hasChanges: false, changes: [], files: nil),
        ]
    )
    func files(_ test: Case) {
        let review = ManifestReview(of: plan(test.work, hasChanges: test.hasChanges), changes: test.changes)
        #expect(review?.files.map(\.path) == test.files?.map { "cluster-resources/\($0).yaml" })
        #expect(review?.isCompared ?? (test.changes != nil) == (test.changes != nil))
        #expect(review?.listsChangesOnly ?? false == test.listsChangesOnly)
    }

    @Test("names the change of a file and its objects")
    func changes() throws {
        let plan = plan(.copiesToRegistry(from: nil), hasChanges: true)
        let review = try #require(ManifestReview(of: plan, changes: [Self.changed, Self.removed]))
        #expect(review.files.map(\.change) == [.changed, nil, .removed])
        #expect(review.files.map(\.objects) == [["A"], ["A"], nil])
    }

    @Test(
        "finds every object of a file, with kind and name",
        arguments: [
            (
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    name: x\n  name: y\ndata:\n  name: z\n",
                ["ConfigMap y"]
            ),
            ("---\nkind: A\nmetadata:\n  name: a\n---\nkind: B\nmetadata:\n  name: b\n", ["A a", "B b"]),
            ("metadata:\n  name: a\n", ["of no kind a"]), ("kind: A\n", ["A"]), ("", ["of no kind"]),
        ] as [(String, [String])]
    )
    func objects(content: String, objects: [String]) {
        #expect(Resource(path: "cluster-resources/a.yaml", content: content).objects == objects)
    }

    @Test("shows a written file that is made from a template, and no other file")
    func templates() throws {
        var plan = plan(.copiesToRegistry(from: nil), hasChanges: false)
        let path = "cluster-resources/cs-index.yaml"
        plan.fields.resources.append(Resource(path: path, content: "# made by mirror\nkind: CatalogSource\nspec: {}\n"))
        plan.fields.inSync = [
            PlacedImage(
                destination: "mirror.example:5000/ocp/team/index:1",
                digest: Digest(of: []),
                type: .operatorCatalog,
                origins: ["quay.io/team/index:1"],
                catalog: CatalogFacts(name: "index", template: "kind: CatalogSource\n")
            )
        ]
        func templates(_ changes: [ManifestChange]?) -> [[String]]? {
            ManifestReview(of: plan, changes: changes)?.files.map(\.template).filter { !$0.isEmpty }
        }
        #expect(templates(nil) == [["kind: CatalogSource", "spec: {}"]])
        #expect(templates([ManifestChange(path: path, kind: .added)]) == [["kind: CatalogSource", "spec: {}"]])
        #expect(templates([Self.changed]) == [])
        plan.fields.inSync[0].fields.catalog?.fields.template = nil
        #expect(templates(nil) == [])
    }

    @Test("names the releases of which clusters get no signature, and what other configurations keep")
    func others() throws {
        var plan = plan(.copiesToRegistry(from: nil), hasChanges: true)
        plan.fields.others = ["4.16.10", "4.16.9", "4.16.9"].map { version in
            PlacedImage(
                destination: "mirror.example:5000/ocp/openshift/release-images:\(version)-x86_64",
                digest: Digest(of: Array(version.utf8)),
                type: .releasePayload,
                origins: ["quay.io/x:\(version)"],
                release: ReleaseFacts(version: version, architecture: "amd64", signatures: [])
            )
        }
        let review = try #require(ManifestReview(of: plan, changes: nil))
        #expect(review.unsigned == ["4.16.9 amd64", "4.16.10 amd64"])
        #expect(review.others.map(\.origins) == [["quay.io/x:4.16.10"], ["quay.io/x:4.16.9"], ["quay.io/x:4.16.9"]])
    }
}
