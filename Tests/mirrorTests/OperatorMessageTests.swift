// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import TestSupport
import Testing

/// What is said of operators where something is wrong: it names what was asked for, and what to do next.
@Suite("Messages about operators", .waitsForPrograms)
struct OperatorMessageTests {
    private let world: OperatorWorld
    private var shop: Workshop { world.shop }

    init() async throws { world = try await OperatorWorld() }

    @Test("name the operator and the bundle of an image whose registry cannot be reached")
    func unreachable() async throws {
        var baz = TestOperator.usual[2]
        baz.relatedImages["baz.v1.1.0"] = ["127.0.0.1:1/operators/baz:v1"]
        try await world.publish([baz])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: baz"])
        let run = try world.plan("--allow-missing")
        #expect(run.status == 1)
        #expect(
            run.errors.contains(
                "isc.yaml:7:13: error: 127.0.0.1:1/operators/baz:v1, asked for by "
                    + "mirror.operators[0].packages[0] (baz) > baz.v1.1.0: "
            ),
            "\(run.errors)"
        )
    }

    @Test("say that a bundle whose image is blocked is offered all the same, and count without mistakes")
    func blocked() async throws {
        try await world.publish([TestOperator.usual[2]])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18"])
        try shop.folder.write(
            try shop.read("isc.yaml") + "  blockedImages:\n  - name: baz-bundle\n",
            to: "work/isc.yaml"
        )
        let run = try world.plan()
        #expect(run.status == 0, "\(run.errors)")
        let check = try #require(try world.written.checks.first { $0.code == "bundle-incomplete" })
        #expect(check.at == "isc.yaml:7:11" && check.level == .warning)
        #expect(check.message.contains("(baz) > baz.v1.1.0: `baz-bundle` blocks the image of the bundle"))
        #expect(run.output.contains("keeps 1 package, 1 channel, 1 bundle:\n"), "\(run.output)")
        #expect(run.output.contains("      0 bundles, 1 other image, "))
    }

    @Test("name the tags that there are, and the versions")
    func tags() async throws {
        try await world.publish([TestOperator.usual[2]], tag: "v4.17")
        let catalog = OperatorWorld.catalog
        let wrong = try shop.mirror("list", "operators", "--catalog", "\(catalog):v4.71")
        #expect(wrong.status == 1 && wrong.errors.contains("did you mean the tag `v4.17`?"), "\(wrong.errors)")
        let none = try shop.mirror("list", "operators", "--catalog", catalog)
        #expect(none.status == 1 && none.errors.contains("name a tag: it has `v4.17`"), "\(none.errors)")
        let version = try shop.mirror("list", "operators", "--version", "4.18")
        #expect(version.status == 1, "\(version.output)")
        #expect(
            version.errors.contains("error: no catalog is published for OpenShift 4.18\n  The latest are for 4.17.")
        )
    }
}
