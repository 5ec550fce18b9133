// SPDX-License-Identifier: Apache-2.0

import Diagnostics
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

    @Test("name the operator and the bundle of an image whose registry cannot be asked")
    func unreadable() async throws {
        var baz = TestOperator.usual[2]
        baz.relatedImages["baz.v1.1.0"] = ["blocked.example/operators/baz:v1"]
        let registries = String(decoding: try shop.folder.read("registries.conf"), as: UTF8.self)
        try shop.folder.write(
            "\(registries)\n[[registry]]\nlocation = \"blocked.example\"\nblocked = true\n",
            to: "registries.conf"
        )
        try await world.publish([baz])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: baz"])
        let run = try world.plan("--allow-missing")
        #expect(run.status == 1)
        #expect(
            run.errors.contains(
                "isc.yaml:7:13: error: blocked.example/operators/baz:v1, asked for by "
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
        #expect(check.place == "isc.yaml:7:11" && check.severity == .warning)
        #expect(check.text.contains("(baz) > baz.v1.1.0: `baz-bundle` blocks the image of the bundle"))
        #expect(run.output.contains("keeps 1 package, 1 channel, 1 bundle:\n"), "\(run.output)")
        #expect(run.output.contains("      0 bundles, 1 other image, "))
    }

    @Test("say why the cache cannot be used, and what to use instead")
    func cache() async throws {
        try await world.publish([TestOperator.usual[2]])
        try world.configure(["- catalog: \(OperatorWorld.catalog):v4.18"])
        let run = try world.plan("--cache-dir", "isc.yaml")
        #expect(run.status == 1)
        #expect(
            run.errors.contains(
                "it cannot be written to the cache: a part of its path is a file, not a folder\n"
                    + "    name another folder with --cache-dir\n"
            ),
            "\(run.errors)"
        )
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

    @Test("name the package that nobody can read, and list the others")
    func unreadablePackage() async throws {
        var catalog = try TestCatalog([TestOperator.usual[2]])
        catalog.files["odd.json"] = #"{"schema": "olm.channel", "package": "odd", "name": "x", "entries": []}"#
        try await world.publish(catalog)
        let run = try shop.mirror("list", "operators", "--catalog", "\(OperatorWorld.catalog):v4.18")
        #expect(run.status == 0 && run.output.hasPrefix("baz\t"), "\(run.output)\(run.errors)")
        #expect(run.errors.contains("odd"), "\(run.errors)")
    }

    @Test("show on a terminal how far reading has come, and nothing of it elsewhere")
    func progress() async throws {
        let held = try HeldImage(TestCatalog([TestOperator.usual[2]]).image())
        try shop.reach(insecure: held.host)
        try world.configure(["- catalog: \(held.reference)"])
        let terminal = try TestTerminal(
            "\(Workshop.binary) plan -c isc.yaml",
            columns: 80,
            environment: shop.environment,
            in: shop.work
        )
        let screens = try await terminal.screens { $0.hasPrefix("reading catalogs") }
        held.release()
        #expect(screens.last?.contains { $0.hasPrefix("reading catalogs") } == true, "\(screens)")
        let ended = try await terminal.screens { $0.hasPrefix("exit=") }
        #expect(ended.last?.contains { $0.hasPrefix("reading catalogs") } == false, "\(ended)")
        #expect(try !world.plan().errors.contains("reading catalogs"))
    }

    @Test("end a plan that waits for a catalog at the first Ctrl-C, with nothing written")
    func interrupted() async throws {
        let held = try HeldImage(TestCatalog([TestOperator.usual[2]]).image())
        defer { held.release() }
        try shop.reach(insecure: held.host)
        try world.configure(["- catalog: \(held.reference)"])
        let run = try await shop.start(["plan", "-c", "isc.yaml"]) { program in
            try await held.waitUntilAskedFor()
            program.send(SIGINT)
        }
        #expect(run.status == 130)
        #expect(
            run.errors == "interrupted: nothing was changed\nRun it again with: mirror plan -c isc.yaml\n"
        )
        #expect((try? shop.read("plan.json")) == nil)
    }
}
