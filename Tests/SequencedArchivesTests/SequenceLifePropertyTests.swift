// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

/// Workspaces as chance makes them: images on shared layers, which come, come again under another tag, and go.
@Suite("The life of a workspace in archives of v1")
struct SequenceLifePropertyTests {
    /// What a target holds after each archive was published in order: the blobs by digest.
    private struct Target {
        var blobs: Set<Digest> = []
        var stored: WorkspaceMetadata?
    }

    private static func image(_ random: inout SeededGenerator) throws -> TestImage {
        let layers = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Array("layer \(Int.random(in: 0..<6, using: &random))".utf8)
        }
        return try TestImage(
            layers: layers,
            format: .docker,
            labels: ["is": "\(Int.random(in: 0..<20, using: &random))"]
        )
    }

    private static func lines(_ random: inout SeededGenerator) throws -> [SequenceBench.Line] {
        var lines: [String: SequenceBench.Line] = [:]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let repository = "r/\(Int.random(in: 0..<4, using: &random))"
            let tag = "\(Int.random(in: 0..<3, using: &random))"
            lines["\(repository):\(tag)"] = .init(repository: repository, tag: tag, image: try image(&random))
        }
        return lines.sorted { $0.key < $1.key }.map(\.value)
    }

    @Test("every image is whole with what its archive brings and what earlier ones brought", arguments: 0..<25)
    func whole(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var bench = try SequenceBench()
        var target = Target()
        for sequence in 1...4 {
            let lines = try Self.lines(&random)
            let limit = Int64.random(in: 1...4000, using: &random)
            // What goes first must come again if it is needed.
            let roots = bench.metadata.pastAssociations.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let contents = try bench.run(lines, dropping: Set(roots.map(\.key)))
            _ = try await SequenceBench.writer(contents, lines, to: bench.folder.path, limit: limit).write()
            let archive = try await bench.open(sequence, after: target.stored)
            let needs = archive.needs(after: target.stored)
            #expect(needs.lost.isEmpty)
            let kept = Set(bench.metadata.pastAssociations.flatMap(\.layerDigests).compactMap(\.digest))
            target.blobs.formIntersection(kept)
            for part in needs.earlier { #expect(target.blobs.contains(part.digest), "\(part.image)") }
            target.blobs.formUnion(archive.content.digests)
            for line in lines {
                #expect(archive.tags[try RepositoryName(line.repository)]?[try Tag(line.tag)] == line.image.digest)
                #expect(line.image.blobs.keys.allSatisfy(target.blobs.contains))
            }
            #expect(archive.metadata.isSound && archive.findings.isEmpty)
            let order = try SequenceAdmission(of: archive.metadata, after: target.stored).order
            #expect(order == (sequence == 1 ? .first(others: []) : .next))
            target.stored = archive.metadata
        }
    }
}
