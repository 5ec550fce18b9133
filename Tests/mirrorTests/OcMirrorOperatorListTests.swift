// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `list operators` of oc-mirror, over real registries.
@Suite("oc-mirror list operators", .waitsForPrograms)
struct OcMirrorOperatorListTests {
    private let world: OperatorWorld
    private let catalog = "\(OperatorWorld.catalog):v4.18"

    init() async throws {
        world = try await OperatorWorld()
        try await world.publish(TestCatalog(TestOperator.usual))
    }

    private func list(_ words: String...) throws -> ToolRun {
        try world.shop.ocMirror(words: ["list", "operators"] + words)
    }

    @Test("shows operators, channels and versions of a catalog in tables")
    func catalogs() throws {
        let operators = try list("--catalog=\(catalog)")
        #expect(operators.status == 0, "\(operators.errors)")
        #expect(
            operators.output == """
                NAME  DISPLAY NAME  DEFAULT CHANNEL
                bar                 stable
                baz                 stable
                foo                 beta

                """
        )
        let channels = try list("--catalog", catalog, "--package=bar")
        #expect(
            channels.output.hasSuffix(
                "\n\nPACKAGE  CHANNEL  HEAD\nbar      alpha    bar.v1.0.0\nbar      stable   bar.v1.0.0\n"
            ),
            "\(channels.output)\(channels.errors)"
        )
        let versions = try list("--catalog=\(catalog)", "--package=bar", "--channel=alpha")
        #expect(versions.output == "VERSIONS\n0.1.0\n0.2.0\n1.0.0\n", "\(versions.errors)")
    }

    @Test("fails for what the catalog does not have, and names what it has")
    func unknown() throws {
        let package = try list("--catalog=\(catalog)", "--package=nope")
        #expect(package.status == 1 && package.output.isEmpty && package.errors.contains("no package `nope`"))
        // The real tool prints a heading and succeeds.
        let channel = try list("--catalog=\(catalog)", "--package=bar", "--channel=nope")
        #expect(channel.status == 1 && channel.errors.contains("alpha, stable"), "\(channel.errors)")
        #expect(try list("--catalog=quay.io/nope/nope:v1").status == 1)
    }

    @Test("shows the published catalogs of a version, and the versions")
    func published() async throws {
        let names = ["certified-operator-index", "community-operator-index"].map { "registry.redhat.io/redhat/\($0)" }
        for name in names { try await world.publish(TestCatalog([]), as: name, tag: "v4.18") }
        try await world.publish(TestCatalog([]), as: names[0], tag: "v4.17")
        let catalogs = try list("--catalogs", "--version=4.18")
        #expect(catalogs.status == 0, "\(catalogs.errors)")
        #expect(catalogs.lines.suffix(3) == [catalog, "\(names[0]):v4.18", "\(names[1]):v4.18"])
        #expect(try list("--version=4.18").output == catalogs.output)
        #expect(try list().output.hasSuffix(":\n  v4.17\n  v4.18\n"))
        // One repository is not there at all.
        #expect(catalogs.errors.contains("redhat-marketplace-index"), "\(catalogs.errors)")
        let none = try list("--catalogs", "--version=4.2")
        #expect(none.status == 1 && none.errors.contains("4.17, 4.18"), "\(none.errors)")
    }
}
