// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Testing

@testable import MirrorConfiguration

/// What the rules of oc-mirror v1 keep of published catalogs, in which heads often replace nothing.
struct VersionOnePublishedTests {
    private static let head = "4.17.0-202412170235"
    private static let jaeger = "1.30.2 1.34.1-5 1.42.0-5 1.42.0-5-0.1687199951.p"

    private func text(_ package: OperatorPackage, full: Bool = false) async throws -> [String] {
        let entry = try OperatorCatalog(full: full, packages: [package])
        return try await VersionOneBench(VersionOneCatalogs.published).text(entry).map {
            $0.replacing("jaeger-product", with: "jaeger")
        }
    }

    private func nfd(_ bounds: String = "") throws -> OperatorPackage {
        try OperatorPackage("nfd", channels: [try OperatorChannel("stable", bounds)])
    }

    @Test func `Heads, by the name of the package, of the channel, or of neither`() async throws {
        #expect(try await text(try OperatorPackage("nfd")) == ["nfd stable: \(Self.head)"])
        #expect(try await text(try nfd()) == ["nfd stable: \(Self.head)"])
        let all = try await VersionOneBench(VersionOneCatalogs.published).text(try OperatorCatalog())
        #expect(all == ["jaeger-product stable: 1.51.0-1", "nfd stable: \(Self.head)"])
    }

    @Test func `A range is nothing but a filter, in which build metadata does not count`() async throws {
        #expect(
            try await text(try OperatorPackage("jaeger-product", "1.30.0..1.42.0-5")) == [
                "jaeger stable: \(Self.jaeger)"
            ]
        )
    }

    @Test func `A minimum must be the version of a bundle, with or without what follows the first dash`() async throws {
        #expect(try await text(try OperatorPackage("jaeger-product", "1.40.0..")) == ["unknown-version"])
        #expect(try await text(try OperatorPackage("jaeger-product", "1.41.9..")) == ["unknown-version"])
        let kept = ["jaeger stable: 1.47.1-5 1.51.0-1"]
        #expect(try await text(try OperatorPackage("jaeger-product", "1.47.1-5..")) == kept)
        #expect(try await text(try OperatorPackage("jaeger-product", "1.47.1..")) == kept)
    }

    @Test func `A range of several bundles that do not replace each other has several heads and is refused`()
        async throws
    {
        #expect(
            try await text(try nfd("4.17.0-202410241236..4.17.0-202411251634")) == ["invalid-channel"]
        )
    }

    @Test func `Where oc-mirror v1 would lose the head, it is kept with a note`() async throws {
        let entry = try OperatorCatalog(packages: [try nfd("4.17.0-202410241236..")])
        let selections = try await VersionOneBench(VersionOneCatalogs.published).select(entry)
        #expect(VersionOneBench.text(selections) == ["nfd stable: 4.17.0-202410241236 \(Self.head)"])
        let findings = try #require(selections["nfd"]).findings
        #expect(findings.map(\.code) == [.differsFromVersionOne])
        #expect(
            findings.first?.text == """
                nfd in index:v1: nothing that the head of the channel `stable` replaces leads down to \
                `nfd.v4.17.0-202410241236`, so oc-mirror v1 would lose the head `nfd.v4.17.0-202412170235`; it is kept \
                here, with what leads to it
                """
        )
    }

    @Test func `What leads from a skipped entry to the head is kept too, so that the channel is valid`() async throws {
        let package = try OperatorPackage("jaeger-product", channels: [try OperatorChannel("stable", "1.42.0-5..")])
        // Two bundles have this version, and the head's updates lead down to one of them only.
        #expect(
            try await text(package) == [
                "jaeger stable: 1.42.0-5 1.42.0-5-0.1687199951.p 1.47.1-5 1.51.0-1"
            ]
        )
    }

    @Test func `Full packages are taken as they are`() async throws {
        let kept = try await text(try OperatorPackage("jaeger-product"), full: true)
        #expect(kept == ["jaeger stable: \(Self.jaeger) 1.47.1-5 1.51.0-1"])
        #expect(try await text(try OperatorPackage("nfd"), full: true).first?.split(separator: " ").count == 12)
    }
}
