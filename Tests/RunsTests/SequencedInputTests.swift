// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@testable import Runs

@Suite("The archives of v1 that a plan may read")
struct SequencedInputTests {
    private let world: RunWorld
    private let server: FakeRegistry
    private let target: MirrorTarget

    init() throws {
        world = try RunWorld()
        server = try FakeRegistry()
        target = try MirrorTarget("docker://\(server.server.host)/ocp")
    }

    /// A folder with the first archives of a workspace.
    private func bench(_ runs: Int, _ uid: String = SequenceBench.uid, singleUse: Bool = false) async throws
        -> SequenceBench
    {
        var bench = try SequenceBench(uid, isSingleUse: singleUse)
        for run in 0..<runs {
            try await bench.write([.init(repository: "a", tag: "\(run)", image: SequenceBench.image("\(uid) \(run)"))])
        }
        return bench
    }

    /// Leaves metadata at the target.
    private func store(_ metadata: WorkspaceMetadata) throws {
        server.add(try MetadataImage.build(metadata), to: "ocp/oc-mirror", tag: "\(metadata.uid)")
    }

    private func choose(
        _ path: String,
        _ check: SequenceAdmission.Check = .strict
    ) async throws -> ChosenSequence {
        let input = try #require(try await SequencedInput(at: path))
        return try await input.chosen(for: target, at: world.clients, check)
    }

    @Test("are looked for in folders and files, and there may be none")
    func none() async throws {
        let folder = try TemporaryDirectory()
        #expect(try await SequencedInput(at: folder.path) == nil)
        #expect(try await SequencedInput(at: folder["not-there"]) == nil)
        try folder.write("x", to: "mirror_000001.tar")
        try folder.write("x", to: "other.tar")
        #expect(try await SequencedInput(at: folder.path) == nil)
        #expect(try await SequencedInput(at: folder["mirror_000001.tar"]) == nil)
        #expect(try await SequencedInput(at: folder["other.tar"]) == nil)
    }

    @Test("are the first one for a new target, and the one that follows for another")
    func next() async throws {
        let bench = try await bench(3)
        let first = try await choose(bench.folder.path)
        #expect(first.archive.metadata.sequence == 1)
        #expect(first.stored == nil && first.admission.order == .first(others: []))
        #expect(first.configuration.path == "oc-mirror-\(SequenceBench.uid).json")
        #expect(first.configuration.rules == .versionOne(.alpha2))
        let text = String(decoding: first.configuration.bytes, as: UTF8.self)
        #expect(
            text.hasPrefix(
                "{\n \"kind\": \"ImageSetConfiguration\",\n \"apiVersion\": \"mirror.openshift.io/v1alpha2\""
            )
        )
        try store(first.archive.metadata)
        let second = try await choose("file://\(bench.folder.path)")
        #expect(second.archive.metadata.sequence == 2)
        #expect(second.stored?.sequence == 1 && second.admission.order == .next)
        #expect(second.configuration.path == first.configuration.path)
        // A file is the only candidate.
        let error = await #expect(throws: SequenceOrderError.self) {
            try await choose(bench.folder["mirror_seq3_000000.tar"])
        }
        #expect(error?.expected == 2 && error?.found == 3)
        let skipped = try await choose(bench.folder["mirror_seq3_000000.tar"], .skipped)
        #expect(skipped.archive.metadata.sequence == 3)
        #expect(skipped.admission.skipped?.kind == .gap)
    }

    @Test("of another workspace begin at the first, and the target's workspaces are named")
    func lineages() async throws {
        let bench = try await bench(1)
        try store(bench.metadata)
        let other = try await self.bench(2, SequenceBench.otherUID)
        let first = try await choose(other.folder["mirror_seq1_000000.tar"])
        #expect(first.admission.order == .first(others: [try #require(WorkspaceID(SequenceBench.uid))]))
        let error = await #expect(throws: SequenceOrderError.self) {
            try await choose(other.folder["mirror_seq2_000000.tar"])
        }
        #expect(error?.kind == .otherLineage)
    }

    @Test("may be published any number of times if they were made for that")
    func singleUse() async throws {
        let bench = try await bench(1, singleUse: true)
        try store(bench.metadata)
        #expect(try await choose(bench.folder.path).admission.order == .singleUse)
    }

    @Test("must not be renamed, nor lie among other volumes, nor lack a part")
    func refused() async throws {
        let bench = try await bench(2)
        try bench.folder.write(bench.folder.read("mirror_seq1_000000.tar"), to: "seq1.tar")
        let renamed = await #expect(throws: SequencedArchiveError.self) {
            try await SequencedInput(at: bench.folder["seq1.tar"])
        }
        #expect(renamed?.remedy == "Rename it to mirror_seq1_000000.tar.")
        try bench.folder.write("x", to: "mirror_000004.tar")
        let mixed = await #expect(throws: SequencedArchiveError.self) {
            try await SequencedInput(at: bench.folder.path)
        }
        #expect(mixed?.message.contains("mirror_000004.tar") == true)
        // Its file alone is clear.
        #expect(try await choose(bench.folder["mirror_seq1_000000.tar"]).archive.metadata.sequence == 1)
    }

    @Test("are planned whole, with their files as the source")
    func plan() async throws {
        let bench = try await bench(2)
        let chosen = try await choose(bench.folder["mirror_seq1_000000.tar"])
        let plan = try await world.plan(
            chosen.configuration,
            named: chosen.configuration.path,
            to: target,
            choices: PlanChoices(
                recorded: PlanOptions(copying: .init(maxNestedPaths: 2)),
                archive: ArchiveChoices(source: chosen.folder, sequence: chosen)
            )
        )
        #expect(plan.actions.map(\.destination) == ["\(target)/a:0"])
        #expect(plan.source?.place == .archive(folder: bench.folder.path))
        #expect(plan.source?.volumes.map(\.name) == ["mirror_seq1_000000.tar"])
        #expect(plan.configuration.digest == Digest(of: chosen.configuration.bytes))
        #expect(plan.checks.map(\.code) == [.archiveExtras], "the limit of paths has no effect")
        #expect(world.source.server.requests.isEmpty)
    }
}
