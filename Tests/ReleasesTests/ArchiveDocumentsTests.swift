// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ArchiveSets
import Cache
import Foundation
import MirrorConfiguration
import OCI
import Releases
import TestSupport
import Testing
@testable import Plans

@Suite("What an archive says of releases", .waitsForPrograms)
struct ArchiveDocumentsTests {
    private let bench: GraphBench
    private let archive: TemporaryDirectory

    init() throws {
        bench = try GraphBench()
        bench.server.stop()
        archive = try TemporaryDirectory()
    }

    private static func graph(_ versions: String...) -> String {
        let nodes = versions.map { #"{"version":"\#($0)","payload":"\#(GraphServer.payload($0))"}"# }
        return #"{"nodes":[\#(nodes.joined(separator: ","))],"edges":[],"conditionalEdges":[]}"#
    }

    private static func record(_ channel: String, _ graph: String, url: String = "https://up.example/graph")
        -> GraphRecord
    {
        GraphRecord(url: url, channel: channel, architecture: "amd64", digest: Digest(of: Array(graph.utf8)))
    }

    /// Writes a set that was made from these graphs.
    private func write(_ graphs: [(channel: String, text: String)], number: Int = 1) throws {
        let paths = graphs.map { ArchivePath.document(UpdateService.cacheName(of: Digest(of: Array($0.text.utf8)))) }
        let image = try TestImage(layers: [[UInt8(number)]])
        try TestArchiveSet(
            [.init("a/b", tag: "\(number)", image)],
            first: number,
            documents: Dictionary(zip(paths, graphs.map(\.text)), uniquingKeysWith: { $1 })
        ) { plan in plan.fields.graphs = graphs.map { Self.record($0.channel, $0.text) } }
        .write(to: archive)
    }

    private func keep() async throws -> [GraphRecord] {
        try await ArchiveDocuments(OpenedArchive.open(archive.path), cache: bench.cache).keep()
    }

    @Test("are graphs, of each channel the latest, and no update service is asked")
    func graphs() async throws {
        let (old, new, fast) = (Self.graph("4.16.1"), Self.graph("4.16.1", "4.16.3"), Self.graph("4.16.2"))
        try write([("stable-4.16", old), ("fast-4.16", fast)])
        try write([("stable-4.16", new)], number: 2)
        let records = try await keep()
        #expect(records == [Self.record("fast-4.16", fast), Self.record("stable-4.16", new)])
        // That another product is asked for where the archive's graphs came from is of no matter.
        let elsewhere = ["OKD_UPDATE_URL_OVERRIDE": "https://up.example/graph"]
        let service = try bench.service(elsewhere, pinned: records, archive: archive.path)
        let answer = try await service.answer(.ocp, channel: "stable-4.16", .amd64)
        #expect(answer.graph.nodes.map { "\($0.version)" } == ["4.16.1", "4.16.3"])
        #expect(answer.record == Self.record("stable-4.16", new))
        #expect(try await bench.select("channels: [{name: fast-4.16}]", service: service).releases.count == 1)
    }

    @Test("is no graph of another channel, and the error names those that there are")
    func missingChannel() async throws {
        try write([("stable-4.16", Self.graph("4.16.1")), ("fast-4.16", Self.graph("4.16.2"))])
        let service = try bench.service(pinned: try await keep(), archive: archive.path)
        let error = await #expect(throws: UpdateServiceError.self) {
            try await service.answer(.ocp, channel: "stable-4.17", .amd64)
        }
        #expect(
            "\(try #require(error))" == """
                the channel `stable-4.17` (amd64) cannot be read: the archive in \(archive.path) has no graph of it; \
                it has fast-4.16 (amd64), stable-4.16 (amd64)
                name one of these, or make an archive on the connected side whose configuration has the channel
                """
        )
    }

    @Test("are the graphs that oc-mirror stored, too")
    func foreignGraphs() async throws {
        var tar = TestArchive()
        let folder = "working-dir/hold-release/cincinnati-graph-data"
        let graph = Self.graph("4.16.1")
        try tar.add("\(folder)/amd64-stable-4.16.json", graph)
        try tar.add("\(folder)/sparc-stable-4.16.json", graph)
        try tar.add("\(folder)/stable.txt", graph)
        try archive.write(tar.bytes, to: "mirror_000001.tar")
        let records = try await keep()
        #expect(records.map { "\($0.channel) \($0.architecture)" } == ["stable-4.16 amd64"])
        let answer = try await bench.service(pinned: records, archive: archive.path)
            .answer(.ocp, channel: "stable-4.16", .amd64)
        #expect(answer.graph.nodes.map { "\($0.version)" } == ["4.16.1"])
    }

    /// Whose archive has the signature.
    enum Writer: CaseIterable { case mirror, versionOne, versionTwo }

    @Test(
        "are signatures that are verified again, ours and oc-mirror's, and no store is asked",
        arguments: Writer.allCases
    )
    func signatures(of writer: Writer) async throws {
        let signed = try await SignatureBench()
        let message = try await signed.key.sign(release: "\(signed.digest)")
        let cache = DiskCache(root: signed.folder["cache"])
        try cache.store(Array("damaged".utf8), as: SignatureStore.cacheName(signed.digest, 1))
        var tar = TestArchive()
        let name = "sha256-\(signed.digest.hex)"
        switch writer {
        case .mirror: try tar.add("mirror/documents/\(SignatureStore.cacheName(signed.digest, 1))", message)
        case .versionOne:
            let data = Data(message).base64EncodedString()
            try tar.add(
                "release-signatures/signature-\(name.prefix(23)).json",
                #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)"},"#
                    + #""binaryData":{"\#(name)-1":"\#(data)","\#(name)":"\#(data)","x-y-1":"\#(data)"}}"#
            )
            try tar.add("release-signatures/signature-x.json", "hostile")
            try tar.add("release-signatures/signature-y.json", #"{"binaryData":{"\#(name)-2":"no base64!"}}"#)
        case .versionTwo: try tar.add("working-dir/signatures/4.16.3-x86_64-\(name)", message)
        }
        for name in [
            "x", "sha256-12/signature-1", "sha256-\(signed.digest.hex)/signature-0", "sha256-\(signed.digest.hex)/x",
        ] {
            try tar.add("mirror/documents/signatures/\(name)", "hostile")
        }
        try archive.write(tar.bytes, to: "mirror_000001.tar")
        let content = try await OpenedArchive.open(archive.path)
        for _ in 1...2 { #expect(try await ArchiveDocuments(content, cache: cache).keep() == []) }
        #expect(try signed.kept == [Array("damaged".utf8), message])
        let verifier = try await signed.verifier(refreshes: true, archive: archive.path)
        let release = try await verifier.verify(signed.digest, product: .ocp)
        #expect(release.signatures.map(\.fingerprint) == [signed.key.fingerprint])
        #expect(signed.server.requests == [])
        let files = FileManager.default.enumerator(atPath: signed.folder["cache"])?.allObjects as? [String] ?? []
        #expect(files.filter { $0.contains("signature-") }.count == 2, "\(files)")
    }

    @Test("without a signature is an error that says so, and asks no server")
    func noSignature() async throws {
        let signed = try await SignatureBench()
        let verifier = try await signed.verifier(archive: "/media/usb")
        let error = await #expect(throws: ReleaseSignatureError.self) {
            try await verifier.verify(signed.digest, product: .ocp)
        }
        #expect(error?.kind == .notArchived(folder: "/media/usb"))
        #expect(error?.description.contains("the archive in /media/usb has no signature of it") == true)
        #expect(signed.server.requests == [])
    }
}
