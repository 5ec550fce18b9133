// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Where a configuration of oc-mirror v1 puts images, and what clusters are told of them.
@Suite("A configuration of oc-mirror v1 keeps the names of oc-mirror v1", .waitsForPrograms)
struct VersionOnePlaceTests {
    private let world: OperatorWorld
    private let tools = (old: TestImage.sampled(1), new: TestImage.sampled(2))

    private var shop: Workshop { world.shop }

    init() async throws {
        world = try await OperatorWorld()
        var foo = TestOperator.usual[0]
        foo.namesDigests = true
        // This bundle names what it runs by tag.
        var bar = TestOperator.usual[1]
        bar.relatedImages = ["bar.v1.0.0": ["quay.io/operators/bar:v1.0.0"]]
        try await world.publish([foo, bar])
        for (image, tag) in [(try tools.old.get(), "1.0"), (try tools.new.get(), "latest")] {
            try await world.push(image, as: "quay.io/tools/beta", tag: tag)
        }
    }

    /// Writes a configuration; images are its additional images.
    private func configure(_ images: [String], packages: [String] = ["foo"], format: String = "v1alpha2") throws {
        let header = ["kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/\(format)", "mirror:"]
        let operators =
            ["  operators:", "  - catalog: \(OperatorWorld.catalog):v4.18", "    packages:"]
            + packages.map { "    - name: \($0)" }
        let listed = images.isEmpty ? [] : ["  additionalImages:"] + images.map { "  - name: \($0)" }
        try shop.folder.write((header + operators + listed).joined(separator: "\n") + "\n", to: "work/isc.yaml")
    }

    /// The tag of oc-mirror v1 for an operator's image.
    private func tag(_ name: String, _ digest: Digest) throws -> String {
        let reference = ImageReference(repository: try Repository(name), digest: digest)
        return try #require(reference.versionOneTags(of: digest, isOfLayoutCatalog: false).first)
    }

    private func image(_ name: String) throws -> TestImage {
        try TestImage(layers: [Array("the content of \(name)".utf8)])
    }

    /// The places that the plan names, without the target.
    private var places: Set<String> {
        get throws {
            Set(try world.written.placed.map { "\($0.destination)".replacing("\(world.target.host)/ocp/", with: "") })
        }
    }

    @Test("for images, for catalogs and for the objects of clusters")
    func names() async throws {
        let old = try tools.old.get()
        try configure(["quay.io/tools/beta@\(old.digest)", "quay.io/tools/beta:1.0"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        let bundle = try image("quay.io/operators/foo-bundle:v0.3.1").digest
        let related = try image("quay.io/operators/foo:v0.3.1").digest
        #expect(
            try places == [
                "redhat/redhat-operator-index:v4.18", "tools/beta:latest", "tools/beta:1.0",
                "operators/foo-bundle:\(try tag("quay.io/operators/foo-bundle", bundle))",
                "operators/foo:\(try tag("quay.io/operators/foo", related))",
            ]
        )
        #expect(try world.written.options.icsp == true)
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: shop.work + "/cluster-resources").sorted() == [
                "cc-redhat-operator-index.yaml", "cs-redhat-operator-index.yaml", "icsp-oc-mirror.yaml",
            ]
        )
        let policy = try shop.read("cluster-resources/icsp-oc-mirror.yaml")
        #expect(policy.contains("name: generic-0") && policy.contains("name: operator-0"))
        #expect(
            try shop.read("cluster-resources/cs-redhat-operator-index.yaml").contains(
                "name: cs-redhat-operator-index\n"
            )
        )
        let again = try world.plan("--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")

        let sets = try world.plan("--no-icsp")
        #expect(sets.status == 0 && sets.output.contains("+ cluster-resources/idms-oc-mirror.yaml"), "\(sets.output)")
    }

    @Test("so that what oc-mirror v1 mirrored is in sync")
    func adopted() async throws {
        let old = try tools.old.get()
        for name in ["foo-bundle", "foo"] {
            let content = try image("quay.io/operators/\(name):v0.3.1")
            let repository = try world.target.host.repository("ocp/operators/\(name)")
            let tag = try tag("quay.io/operators/\(name)", content.digest)
            try await content.push(to: repository, tag: tag, with: fillingClient())
        }
        let beta = try world.target.host.repository("ocp/tools/beta")
        try await old.push(to: beta, tag: "latest", with: fillingClient())
        try configure(["quay.io/tools/beta@\(old.digest)"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try world.written.actions.map(\.type) == [.operatorCatalog], "only the catalog is built anew")
    }

    @Test("or another tag where it gave several images one by chance, and says so")
    func shared() async throws {
        let (old, new) = (try tools.old.get(), try tools.new.get())
        try configure(["quay.io/tools/beta@\(old.digest)", "quay.io/tools/beta@\(new.digest)"])
        #expect(try world.plan().status == 0)
        let tags = Set(try places.filter { $0.hasPrefix("tools/") })
        #expect(tags == ["tools/beta:\(old.digest.hex.prefix(8))", "tools/beta:\(new.digest.hex.prefix(8))"])
        #expect(try world.written.checks.filter { $0.code == .differsFromVersionOne }.count == 2)

        try configure(["quay.io/tools/beta@\(old.digest)", "quay.io/tools/beta:latest"])
        #expect(try world.plan().status == 0)
        #expect(
            Set(try places.filter { $0.hasPrefix("tools/") })
                == ["tools/beta:\(old.digest.hex.prefix(8))", "tools/beta:latest"]
        )
    }

    @Test("for what a bundle names by tag, which is kept under that tag, too")
    func tagged() async throws {
        try configure([], packages: ["bar"])
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        let remark = try #require(try world.written.checks.first { $0.code == .pulledByTag })
        #expect(remark.message.hasPrefix("2 images of operators are named by tag: quay.io/operators/bar"), "\(remark)")
        let sets = try world.plan("--no-icsp")
        #expect(sets.status == 0)
        #expect(try world.written.checks.contains { $0.code == .pulledByTag } == false)
        #expect(try world.plan().status == 0)
        let digest = try image("quay.io/operators/bar:v1.0.0").digest
        let tag = try tag("quay.io/operators/bar", digest)
        #expect(try places.isSuperset(of: ["operators/bar:v1.0.0", "operators/bar:\(tag)"]))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(try shop.digest(world.place("operators/bar:\(tag)")) == "\(digest)")
    }

    @Test("in a configuration that was migrated, as far as its format can say it")
    func migrated() async throws {
        let old = try tools.old.get()
        try configure(["quay.io/tools/beta@\(old.digest)", "quay.io/tools/beta:1.0"])
        #expect(try world.plan().status == 0)
        let before = try places
        #expect(try shop.mirror("migrate", "-c", "isc.yaml", "-o", "new.yaml").status == 0)
        let run = try shop.mirror("plan", "-c", "new.yaml")
        #expect(run.status == 0, "\(run.errors)")
        let differing = try places.symmetricDifference(before)
        #expect(differing.allSatisfy { $0.hasPrefix("operators/") }, "\(differing)")
        #expect(differing.count == 4)
    }
}

extension TestImage {
    fileprivate static func sampled(_ seed: UInt64) -> Result<TestImage, any Error> { Result { try sample(seed) } }
}
