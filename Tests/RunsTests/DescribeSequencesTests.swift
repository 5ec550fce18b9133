// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@testable import Runs

@Suite("The description of v1's archives in a folder")
struct DescribeSequencesTests {
    private func report(_ path: String, verifies: Bool = false, writesIndex: Bool = false) async throws -> ArchiveReport
    {
        try await DescribeRun(of: path, verifies: verifies, writesIndex: writesIndex) { _ in }.report()
    }

    private func bench() async throws -> (bench: SequenceBench, first: TestImage, second: TestImage) {
        var bench = try SequenceBench()
        let shared = Array("shared".utf8)
        let first = try TestImage(layers: [shared], format: .docker, labels: ["is": "1"])
        let second = try TestImage(layers: [shared, [2]], format: .docker, labels: ["is": "2"])
        try await bench.write(
            [.init(repository: "openshift/release-images", tag: "4.16.1-x86_64", image: first, type: .releasePayload)],
            documents: [
                .init("charts/one-1.0.tgz", .bytes([1])),
                .init("release-signatures/signature-sha256-1.json", .bytes([1])),
                .init("cincinnati/cincinnati-graph-data.tar.gz", .bytes([1])),
            ]
        )
        try await bench.write([.init(repository: "b", tag: "2", image: second, type: .bundle)])
        return (bench, first, second)
    }

    @Test("tells of each sequence what it brings, and what earlier ones brought")
    func sequences() async throws {
        let (bench, first, second) = try await bench()
        let report = try await report("file://\(bench.folder.path)")
        #expect(report.kind == .sequences && report.isWhole)
        let (one, two) = try #require(report.sequences.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil })
        #expect(one.sequence == 1 && one.workspace == SequenceBench.uid && !one.isSingleUse)
        #expect(one.images.map(\.type) == [.releasePayload] && one.releases.map(\.version) == ["4.16.1"])
        #expect(one.charts == ["one-1.0.tgz"] && one.releaseSignatures == 1 && one.hasGraphData)
        #expect(one.needs == .init(blobs: 0, images: []) && one.allImages == 1)
        #expect(two.sequence == 2 && two.allImages == 2)
        #expect(two.images.map(\.type) == [.operatorBundle] && two.releases.isEmpty)
        #expect(two.needs == .init(blobs: 1, images: ["b:2"]))
        #expect(report.volumes.map(\.name) == ["mirror_seq1_000000.tar", "mirror_seq2_000000.tar"])
        #expect(report.blobs == Set(first.blobs.keys).union(second.blobs.keys).count + 2)
        #expect(report.repositories == ["b", "openshift/release-images"] && report.tags == 2)
    }

    @Test("describes the archive that a file belongs to, also under another name")
    func file() async throws {
        let (bench, _, _) = try await bench()
        let second = bench.folder["mirror_seq2_000000.tar"]
        #expect(try await report(second).sequences?.map(\.sequence) == [2])
        try FileManager.default.copyItem(atPath: second, toPath: bench.folder["copy.tar"])
        #expect(try await report(bench.folder["copy.tar"]).sequences?.map(\.files) == [["copy.tar"]])
    }

    @Test("reads everything if it is asked to, and names what is damaged")
    func verified() async throws {
        let (bench, _, _) = try await bench()
        #expect(try await report(bench.folder.path, verifies: true).isWhole)
        var bytes = try bench.folder.read("mirror_seq1_000000.tar")
        let place = try #require(bytes.firstRange(of: Array("shared".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "S")
        try bench.folder.write(bytes, to: "mirror_seq1_000000.tar")
        #expect(try await report(bench.folder.path).isWhole)
        let found = try await report(bench.folder.path, verifies: true)
        #expect(found.verified && found.problems.count == 1)
        #expect(found.problems[0].contains("mirror_seq1_000000.tar"), "\(found.problems)")
    }

    @Test("has no index to write, and no other volumes among them")
    func refused() async throws {
        let (bench, _, _) = try await bench()
        await #expect(throws: DescribeRefusal.noIndex(path: bench.folder.path)) {
            try await report(bench.folder.path, writesIndex: true)
        }
        try bench.folder.write("x", to: "mirror_000001.tar")
        let error = await #expect(throws: DescribeRefusal.self) { try await report(bench.folder.path) }
        #expect(error?.explanation.summary.contains("mirror_000001.tar") == true)
    }
}
