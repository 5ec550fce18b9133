// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Catalogs that are built when planning and again when applying, seen from outside.
@Suite("A catalog that is built", .waitsForPrograms)
struct CatalogBuildTests {
    private let world: OperatorWorld

    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    private static let selection = [
        "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: bar", "  - name: foo",
        "    minVersion: 0.3.0",
    ]

    private func catalog() throws -> Action {
        try #require(try world.written.actions.first { $0.type == .operatorCatalog })
    }

    /// Runs `mirror` on the machine or on another one, with a umask.
    private func mirror(_ arguments: String, umask: String, elsewhere: Bool = false) throws -> ToolRun {
        let home = elsewhere ? try shop.otherHome().map { "\($0)=\($1)" } : []
        return try shop.outside(
            ["env"] + home + ["sh", "-c", "umask \(umask); exec \(Workshop.binary) \(arguments)"]
        )
    }

    @Test("has the same digest on any machine and under any umask, and files that everybody may read")
    func everywhere() async throws {
        try await world.publish(TestOperator.usual, architectures: ["amd64", "arm64"])
        try world.configure(Self.selection)
        let made = try mirror("plan -c isc.yaml -o plan.json", umask: "077")
        #expect(made.status == 0, "\(made.errors)")
        let planned = try catalog()
        let again = try mirror("plan -c isc.yaml -o plan.json", umask: "022", elsewhere: true)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try catalog() == planned)

        // The machine that applies has no cache: it reads the catalog again.
        try FileManager.default.removeItem(atPath: shop.folder["other"])
        let applied = try mirror("apply plan.json", umask: "027", elsewhere: true)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try shop.digest(planned.destination) == "\(planned.digest)")
        for architecture in ["amd64", "arm64"] {
            // Copying verifies every blob, and the layers against the configuration.
            let copy = shop.folder["copy-\(architecture)"]
            let run = try shop.outside(
                "skopeo",
                "--insecure-policy",
                "--override-arch",
                architecture,
                "copy",
                "--src-tls-verify=false",
                "docker://\(planned.destination)",
                "dir:\(copy)"
            )
            #expect(run.status == 0, "\(run.errors)")
            let layer = try #require(planned.recipe?.layer.digest)
            let lines = try shop.outside("tar", "--numeric-owner", "-tvf", "\(copy)/\(layer.hex)").lines
            #expect(
                lines.map { String($0.prefix(15)) + ($0.split(separator: " ").last ?? "") } == [
                    "drwxr-xr-x 0/0 configs/", "drwxr-xr-x 0/0 configs/bar/", "-rw-r--r-- 0/0 configs/bar/catalog.json",
                    "drwxr-xr-x 0/0 configs/foo/", "-rw-r--r-- 0/0 configs/foo/catalog.json",
                ]
            )
        }
    }

    @Test("is stale where its source is gone, and then nothing is touched", arguments: [true, false])
    func gone(isLayout: Bool) async throws {
        let digest = try await world.publish(TestOperator.usual)
        let layout = shop.folder["work/my-catalog"]
        if isLayout {
            let copied = try shop.outside(
                "skopeo",
                "copy",
                "--all",
                "--insecure-policy",
                "--src-tls-verify=false",
                "docker://\(world.upstream.host)/\(OperatorWorld.catalog):v4.18",
                "oci:\(layout)"
            )
            #expect(copied.status == 0, "\(copied.errors)")
            try world.configure(["- catalog: oci://my-catalog", "  packages:", "  - name: bar"])
        } else {
            try world.configure(Self.selection)
        }
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        if isLayout {
            try FileManager.default.removeItem(atPath: layout)
            try TestImage(layers: [[1]]).write(to: shop.folder, "work/my-catalog")
        } else {
            try FileManager.default.removeItem(
                atPath: "\(world.upstream.storage)/docker/registry/v2/repositories/\(OperatorWorld.catalog)/_manifests"
                    + "/revisions/sha256/\(digest.hex)"
            )
        }
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 4, "\(applied.errors)")
        #expect(applied.errors.contains("the plan is stale: catalog "), "\(applied.errors)")
        #expect(applied.errors.contains("it is no longer available"), "\(applied.errors)")
        for action in try world.written.actions { #expect(try shop.digest(action.destination) == nil) }
    }

    @Test("is refused where its recipe keeps something else, though the layer is at hand")
    func otherRecipe() async throws {
        try await world.publish(TestOperator.usual)
        try world.configure(Self.selection)
        #expect(try world.plan().status == 0)
        var plan = try world.written
        let position = try #require(plan.actions.firstIndex { $0.type == .operatorCatalog })
        plan.fields.actions[position].fields.recipe?.fields.packages?[0].fields.channels[0].fields.entries = [
            "bar.v0.1.0"
        ]
        try shop.folder.write(PlanFile(plan).bytes, to: "work/other.json")
        let applied = try shop.mirror("apply", "other.json")
        #expect(applied.status == 4, "\(applied.errors)")
        #expect(applied.errors.contains("its filtered catalog is different now"), "\(applied.errors)")
        #expect(try shop.digest(plan.actions[position].destination) == nil)
    }

    @Test("waits for an image that is in place already, and for no other one")
    func partInPlace() async throws {
        try await world.publish(TestOperator.usual)
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo"])
        #expect(try world.plan().status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        // Of what a second catalog needs, one bundle lies at the target, and of the first one all does.
        try world.configure([
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: foo",
            "- catalog: \(OperatorWorld.catalog):v4.18", "  targetTag: more", "  packages:", "  - name: foo",
            "  - name: baz",
        ])
        let made = try world.plan()
        #expect(made.status == 0, "\(made.errors)")
        let plan = try world.written
        #expect(
            plan.inSync.contains { $0.type == .operatorBundle } && plan.inSync.contains { $0.type == .operatorCatalog }
        )
        #expect(
            plan.actions.filter { $0.type == .operatorCatalog }.map(\.destination) == [
                world.place("redhat/redhat-operator-index:more")
            ]
        )
        let applied = try shop.mirror("apply", "plan.json")
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(
            try Set(world.catalogFiles("redhat/redhat-operator-index:more").keys)
                == ["configs/baz/catalog.json", "configs/foo/catalog.json"]
        )
        #expect(
            try Set(world.catalogFiles("redhat/redhat-operator-index:v4.18").keys) == ["configs/foo/catalog.json"]
        )
    }
}
