// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("The order in which v1's archives are published")
struct SequenceOrderOfArchivesTests {
    /// The metadata of each run of a workspace, from the first.
    private static func life(_ runs: Int, _ uid: String = SequenceBench.uid) throws -> [WorkspaceMetadata] {
        var bench = try SequenceBench(uid)
        return try (1...runs).map { run in
            _ = try bench.run([.init(repository: "a", tag: "1", image: try SequenceBench.image("\(run)"))])
            return bench.metadata
        }
    }

    private static func candidates(_ metadata: [WorkspaceMetadata]) async throws -> SequenceCandidates {
        let folder = try TemporaryDirectory()
        for metadata in metadata {
            let archive = try TestArchive([WorkspaceMetadata.path: String(decoding: metadata.bytes, as: UTF8.self)])
            try folder.write(try archive.bytes, to: "mirror_seq\(metadata.sequence ?? 0)_000000.tar")
        }
        return try await SequenceCandidates.read(SequenceFolder(folder.path))
    }

    @Test(
        "takes the next one out of a folder",
        arguments: [
            ([1, 2, 3], 0, 1), ([1, 2, 3], 1, 2), ([1, 2, 3], 2, 3), ([1, 2, 3], 3, 3), ([2], 1, 2), ([3, 4], 2, 3),
        ]
    )
    func next(archives: [Int], stored: Int, expected: Int) async throws {
        let life = try Self.life(4)
        let candidates = try await Self.candidates(archives.map { life[$0 - 1] })
        let target = SequenceCandidates.Target(stored > 0 ? [life[stored - 1]] : [])
        let (candidate, admission) = try candidates.next(for: target)
        #expect(candidate.set.sequence == expected)
        #expect(admission.order == (stored == 0 ? .first(others: []) : expected == stored ? .same : .next))
        #expect(admission.findings.isEmpty)
    }

    @Test(
        "refuses a gap, an older one and another workspace, with the number expected and found",
        arguments: [
            ([3], 1, 2, 3, .gap), ([2], 0, 1, 2, .gap), ([1], 3, 4, 1, .repeated), ([1, 4], 2, 3, 4, .gap),
            ([1, 2], 4, 5, 2, .repeated),
        ] as [([Int], Int, Int, Int, SequenceOrderError.Kind)]
    )
    func refused(archives: [Int], stored: Int, expected: Int, found: Int, kind: SequenceOrderError.Kind) async throws {
        let life = try Self.life(4)
        let candidates = try await Self.candidates(archives.map { life[$0 - 1] })
        let target = SequenceCandidates.Target(stored > 0 ? [life[stored - 1]] : [])
        let error = try #require(throws: SequenceOrderError.self) { try candidates.next(for: target) }
        #expect(error.expected == expected)
        #expect(error.found == found)
        #expect(error.kind == kind)
    }

    @Test("refuses another workspace that does not begin")
    func otherLineage() async throws {
        let candidates = try await Self.candidates([try Self.life(2)[1]])
        let target = SequenceCandidates.Target([try Self.life(1, SequenceBench.otherUID)[0]])
        let error = try #require(throws: SequenceOrderError.self) { try candidates.next(for: target) }
        #expect(error.kind == .otherLineage)
    }

    @Test("may be skipped on request, and that is told", arguments: [(3, 1), (1, 3)])
    func skipped(archive: Int, stored: Int) async throws {
        let life = try Self.life(3)
        let candidates = try await Self.candidates([life[archive - 1]])
        let target = SequenceCandidates.Target([life[stored - 1]])
        let (_, admission) = try candidates.next(for: target, .skipped)
        #expect(admission.order == nil)
        let finding = try #require(admission.findings.first)
        #expect(finding.severity == .warning)
        #expect(
            finding.summary
                == "the order of sequences is not checked: expected sequence \(stored + 1), found \(archive)"
        )
    }

    @Test("names the archives if the check is skipped and several could be meant")
    func ambiguous() async throws {
        let life = try Self.life(4)
        let candidates = try await Self.candidates([life[2], life[3]])
        let error = try #require(throws: SequencedArchiveError.self) {
            try candidates.next(for: SequenceCandidates.Target([]), .skipped)
        }
        #expect(
            error.message
                == "several archives could be published: mirror_seq3_000000.tar and mirror_seq4_000000.tar"
        )
    }

    @Test("asks nothing of an archive without a workspace")
    func singleUse() async throws {
        var bench = try SequenceBench(isSingleUse: true)
        _ = try bench.run([.init(repository: "a", tag: "1", image: try SequenceBench.image("a"))])
        let (_, admission) = try await Self.candidates([bench.metadata])
            .next(for: SequenceCandidates.Target(try Self.life(2)))
        #expect(admission.order == .singleUse)
    }

    @Test("reads an archive's metadata from its first member alone")
    func firstMember() async throws {
        var bench = try SequenceBench()
        let path = try await bench.write(try SequenceBench.lines())[0]
        let set = try SequenceFolder(path).only()
        let file = try bench.folder.read("mirror_seq1_000000.tar")
        // The rest of the file is no tar any more.
        try bench.folder.write(
            Array(file.prefix(512 + 8192)) + Array(repeating: 7, count: 5000),
            to: "mirror_seq1_000000.tar"
        )
        #expect(try await set.metadata().metadata == bench.metadata)
    }
}
