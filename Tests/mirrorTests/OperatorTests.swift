// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Operators through the whole tool: catalogs on one of Debian's registries, a mirror on another one.
@Suite("Operators", .waitsForPrograms)
struct OperatorTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    @Test("are mirrored with a catalog that offers just them, and the manifests that a cluster needs")
    func wholeJob() async throws {
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo", "    minVersion: 0.2.0",
            "    maxVersion: 0.3.1",
        ])
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        let plan = try world.written
        let catalog = try #require(plan.actions.first { $0.type == .operatorCatalog })
        #expect(catalog.destination == world.place("redhat/redhat-operator-index:v4.18"))
        #expect(catalog.kind == .build)
        #expect(
            catalog.recipe?.packages == [
                KeptPackage(
                    name: "foo",
                    channels: [KeptChannel(name: "beta", entries: ["foo.v0.2.0", "foo.v0.3.0", "foo.v0.3.1"])]
                )
            ]
        )
        let bundles = plan.actions.filter { $0.type == .operatorBundle }
        #expect(
            bundles.map(\.destination)
                == ["v0.2.0", "v0.3.0", "v0.3.1"].map { world.place("operators/foo-bundle:\($0)") }
        )
        #expect(bundles.allSatisfy { $0.partOf == [catalog.destination] })
        #expect(bundles.first?.requestedBy == ["mirror.operators[0].packages[0] (foo) > foo.v0.2.0"])
        #expect(
            try shop.digest(world.place("redhat/redhat-operator-index:v4.18")) == nil,
            "planning pushes nothing"
        )

        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        #expect(try shop.digest(catalog.destination) == "\(catalog.digest)")
        #expect(try shop.digest(world.place("operators/foo:v0.3.1")) != nil)
        let files = try world.catalogFiles("redhat/redhat-operator-index:v4.18")
        #expect(Set(files.keys) == ["configs/foo/catalog.json"])
        let text = try #require(files["configs/foo/catalog.json"])
        #expect(text.contains("foo.v0.3.1") && !text.contains("\"name\": \"foo.v0.1.0\""))
        #expect(try shop.read("cluster-resources/itms-oc-mirror.yaml").contains("source: quay.io/operators"))
        #expect(
            try shop.read("cluster-resources/cs-redhat-operator-index-v4-18.yaml")
                .contains("image: \(world.place("redhat/redhat-operator-index:v4.18"))")
        )
        #expect(try shop.read("cluster-resources/cc-redhat-operator-index-v4-18.yaml").contains("kind: ClusterCatalog"))

        let again = try world.plan("--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(again.output.contains("No changes."))
    }

    @Test("that nobody publishes are errors with the nearest names, all at once")
    func unknownNames() async throws {
        try await world.publish(TestOperator.usual)
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: fooo", "  - name: bar",
            "    channels:", "    - name: stabel",
        ])
        let run = try world.plan()
        #expect(run.status == 1)
        #expect(run.errors.contains("isc.yaml:7:13: error: "), "\(run.errors)")
        #expect(run.errors.contains("no package `fooo`") && run.errors.contains("did you mean `foo`?"), "\(run.errors)")
        #expect(run.errors.contains("isc.yaml:10:15: error: ") && run.errors.contains("`stable`"), "\(run.errors)")
        #expect((try? shop.read("plan.json")) == nil)
    }

    @Test("are taken from a catalog that is copied untouched where nothing is left out")
    func wholeCatalog() async throws {
        let digest = try await world.publish(TestOperator.usual)
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  full: true"])
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        let plan = try world.written
        let catalog = try #require(plan.actions.first { $0.type == .operatorCatalog })
        #expect(catalog.kind == .copy && catalog.digest == digest)
        #expect(plan.actions.count { $0.type == .operatorBundle } == 10)
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try shop.digest(world.place("redhat/redhat-operator-index:v4.18")) == "\(digest)")
    }

    @Test("with one image that its registry does not have fail the plan, which names operator and bundle")
    func missingImage() async throws {
        try await world.publish(TestOperator.usual, except: ["quay.io/operators/baz:v1.1.0"])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: baz"])
        let run = try world.plan()
        #expect(run.status == 1)
        #expect(run.errors.contains("quay.io/operators/baz:v1.1.0"), "\(run.errors)")
        #expect(run.errors.contains("baz.v1.1.0") && run.errors.contains("isc.yaml:7:13"), "\(run.errors)")
        let allowed = try world.plan("--allow-missing")
        #expect(allowed.status == 0, "\(allowed.errors)")
        #expect(try world.written.checks.contains { $0.text.contains("baz:v1.1.0") })
    }

    @Test("with a reference that names nothing fail the plan, unless what is missing may be")
    func badImage() async throws {
        var baz = TestOperator.usual[2]
        baz.relatedImages["baz.v1.1.0"] = ["quay.io/operators/tagless"]
        try await world.publish([baz])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18"])
        let run = try world.plan()
        #expect(run.status == 1)
        #expect(
            run.errors.contains("operator `baz`, bundle `baz.v1.1.0`: its related image has an invalid reference"),
            "\(run.errors)"
        )
        #expect(run.errors.contains("neither a tag nor a digest"))
        #expect(try world.plan("--allow-missing").status == 0)
    }

    @Test("pinned by digest lie under the digest of the catalog that was built")
    func pinnedCatalog() async throws {
        let digest = try await world.publish(TestOperator.usual)
        try world.configure(["- catalog: \(OperatorWorld.catalog)@\(digest)", "  packages:", "  - name: foo"])
        #expect(try world.plan().status == 0)
        let catalog = try #require(try world.written.actions.first { $0.type == .operatorCatalog })
        #expect(catalog.destination == world.place("redhat/redhat-operator-index:\(catalog.digest.tagText)"))
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest(catalog.destination) == "\(catalog.digest)")
    }

    @Test("of one catalog may go to two places with different selections")
    func twoEntries() async throws {
        try await world.publish(TestOperator.usual)
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo",
            "- catalog: \(OperatorWorld.catalog):v4.18", "  targetCatalog: team/catalog", "  targetTag: v1",
            "  packages:", "  - name: foo", "  - name: bar",
        ])
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        let plan = try world.written
        let catalogs = plan.actions.filter { $0.type == .operatorCatalog }.map(\.destination)
        #expect(catalogs == [world.place("redhat/redhat-operator-index:v4.18"), world.place("team/catalog:v1")])
        let foo = plan.actions.filter { $0.destination == world.place("operators/foo-bundle:v0.3.1") }
        #expect(foo.count == 1 && foo[0].partOf == catalogs, "an image of two catalogs is copied once")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(
            try Set(world.catalogFiles("team/catalog:v1").keys)
                == ["configs/bar/catalog.json", "configs/foo/catalog.json"]
        )
    }

    @Test("come from a layout on disk as well")
    func layout() async throws {
        try await world.publish(TestOperator.usual)
        let copied = try shop.outside(
            "skopeo",
            "copy",
            "--all",
            "--insecure-policy",
            "--src-tls-verify=false",
            "docker://\(world.upstream.host)/\(OperatorWorld.catalog):v4.18",
            "oci:\(shop.work)/my-catalog"
        )
        #expect(copied.status == 0, "\(copied.errors)")
        try world.configure(["- catalog: oci://my-catalog", "  packages:", "  - name: bar"])
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let files = try world.catalogFiles("my-catalog:latest")
        #expect(Set(files.keys) == ["configs/bar/catalog.json"])
    }

    @Test("come from a layout whose index lists the platforms of the catalog itself", arguments: [true, false])
    func layoutOfPlatforms(isWhole: Bool) async throws {
        for each in TestOperator.usual { try await world.publishImages(of: each) }
        var catalog = try TestCatalog(TestOperator.usual)
        catalog.architectures = ["amd64", "arm64"]
        catalog.format = .oci
        let image = try catalog.image()
        try image.write(to: shop.folder, "work/my-catalog")
        try shop.folder.write(image.top.bytes, to: "work/my-catalog/index.json")
        let selection = isWhole ? ["  full: true"] : ["  packages:", "  - name: bar"]
        try world.configure(["- catalog: oci://my-catalog"] + selection)
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let place = world.place("my-catalog:latest")
        let found = try shop.outside("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(place)")
        #expect(found.output.contains("arm64") && found.output.contains("amd64"))
        if isWhole { #expect(try shop.digest(place) == "\(image.digest)") }
    }

    @Test("keep the catalog's tag where it was while one of their images cannot be copied")
    func gate() async throws {
        try await world.publish(TestOperator.usual)
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        #expect(try world.plan().status == 0)
        // The image goes away between plan and apply.
        let image = try #require(try world.written.actions.first { $0.type == .operatorRelatedImage })
        let hex = image.digest.hex
        try FileManager.default.removeItem(
            atPath: "\(world.upstream.storage)/docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)"
        )
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 3, "\(applied.errors)")
        #expect(try shop.digest(world.place("redhat/redhat-operator-index:v4.18")) == nil)
    }
}
