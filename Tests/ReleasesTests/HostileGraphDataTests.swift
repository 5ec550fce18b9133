// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Cache
import Foundation
import OCI
import Plans
import Releases
import Resolution
import Scheduling
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
        ({ try $0.add(hardLink: "a", to: "x") }, "member `a`: it is a link to `x`, which does not precede it"),
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
        ({ try $0.add(folder: "a") }, "the archive contains no file"),
        (
            { archive in
                // Each brings two thousand folders of its own.
                for number in 0..<20 { try archive.add("\(number)/" + String(repeating: "a/", count: 2045) + "b") }
            }, "the archive has paths of more than 67108864 bytes in all"
        ),
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
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory["cache/mirror/drafts"]).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.directory["cache/docker"]))
    }

    @Test("is read again from the start where its data breaks off, and no half of it stays")
    func cut() async throws {
        let base = try bench.add(bench.base("amd64"))
        let plan = try await bench.builder(base).plan()
        // Incompressible, so that the cut is far behind the first of its members.
        var archive = try GraphDataServer.data()
        var generator = SeededGenerator(seed: 1)
        try archive.add("z", String(decoding: generator.bytes(1 << 20).map { 0x20 + $0 % 0x5f }, as: UTF8.self))
        let (whole, half) = (try GraphDataServer.data().bytes, try archive.bytes)
        let answers = Guarded(0)
        let server = try LoopbackServer { exchange in
            let count = answers.withLock { count in
                count += 1
                return count
            }
            if count % 3 == 0 { return try exchange.respond(200, body: whole) }
            try exchange.respondPartially(200, body: half, sending: half.count - 1 << 10)
        }
        let elsewhere = DiskCache(root: bench.directory["elsewhere"])
        let again = try await bench.builder(base, url: server.url, cache: elsewhere).plan()
        #expect(again.recipe.layer == plan.recipe.layer)
        #expect(server.requests.count == 3)
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
