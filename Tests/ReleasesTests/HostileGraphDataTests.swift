// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Releases
import TestSupport
import Testing

@Suite("Graph data that is not what it should be")
struct HostileGraphDataTests {
    private let bench: GraphDataBench

    init() throws { bench = try GraphDataBench() }

    /// Archives that are refused, and what the error says.
    private static let hostile: [(make: @Sendable (inout TestArchive) throws -> Void, message: String)] = [
        ({ try $0.add(link: "a/b", to: "../../etc/passwd") }, "member `a/b`: it is a link that leads out"),
        ({ try $0.add(link: "a", to: "/etc/passwd") }, "member `a`: it is a link that leads out"),
        ({ try $0.add(hardLink: "a", to: "../x") }, "member `a`: it is a link that leads out"),
        ({ try $0.add(hardLink: "a", to: "x") }, "member `a`: it is a link to `x`, which did not come before it"),
        (
            {
                try $0.add(link: "a", to: "b")
                try $0.add("a/x")
            }, "member `a`: it is in the archive twice"
        ),
        (
            {
                try $0.add("a/x")
                try $0.add("a")
            }, "member `a`: it is in the archive twice"
        ),
        (
            {
                try $0.add("a", "1")
                try $0.add("a", "2")
            }, "member `a`: it is in the archive twice"
        ),
        ({ try $0.add(folder: "a") }, "the archive holds no file"),
    ]

    @Test("is not made of an archive that would lead out of it or is not clear", arguments: hostile.indices)
    func refused(index: Int) async throws {
        var archive = TestArchive()
        try Self.hostile[index].make(&archive)
        try bench.data.serve(archive)
        let error = await #expect(throws: GraphDataError.self) {
            try await bench.builder(bench.add(bench.base("amd64"))).plan()
        }
        #expect(error?.description == "graph data \(bench.data.url): \(Self.hostile[index].message)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory["cache/drafts"]).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.directory["cache/blobs"]))
    }

    @Test("is not made of half an archive, of none, or on no image")
    func broken() async throws {
        let base = try bench.add(bench.base("amd64"))
        let whole = try Compression.gzip.compress(GraphDataServer.data().bytes)
        for bytes in [Array(whole.dropLast(60)), Array("a page of HTML, say, instead".utf8)] {
            bench.data.serve(bytes)
            await #expect(throws: GraphDataError.self) { try await bench.builder(base).plan() }
        }
        let server = try LoopbackServer { try $0.respondPartially(200, body: whole, sending: whole.count - 1) }
        await #expect(throws: (any Error).self) { try await bench.builder(base, url: server.url).plan() }
        await #expect(throws: GraphDataError.credentials) {
            try await bench.builder(base, url: "https://ali:sesame@example.com/data").plan()
        }
        try bench.data.serve(GraphDataServer.data())
        let missing = ImageReference(repository: base.repository, tag: try Tag("no"))
        let error = await #expect(throws: GraphDataError.self) { try await bench.builder(missing).plan() }
        #expect(error == .base(missing, "the registry has no such image"))
        let artifact = try TestImage(configuration: Array("{}".utf8), type: .ociEmpty, layers: [])
        await #expect(throws: GraphDataError.self) { try await bench.builder(bench.add(artifact)).plan() }
        let strange = try TestImage(configuration: Array("{}".utf8), type: .ociConfiguration, layers: [])
        await #expect(throws: GraphDataError.self) { try await bench.builder(bench.add(strange)).plan() }
    }
}
