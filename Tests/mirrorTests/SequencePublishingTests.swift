// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("Publishing v1's archives", .waitsForPrograms)
struct SequencePublishingTests {
    @Test("takes out of a folder what the target needs next, and asks for no configuration")
    func order() async throws {
        var world = try PublishingWorld()
        let lines = try await world.writeThree()
        for (index, line) in lines.enumerated() {
            try world.publish()
            #expect(try world.planned.source?.volumes.map(\.name) == ["mirror_seq\(index + 1)_000000.tar"])
            #expect(try world.far.digest("\(world.place)/tools/app:\(line.tag)") == "\(line.image.digest)")
            #expect(try world.far.pulls("\(world.place)/tools/app:\(line.tag)"))
            #expect(try await world.stored()?.sequence == index + 1)
        }
        #expect(try await world.stored()?.bytes == world.bench.metadata.bytes)
        // The last one again is in sync, and changes nothing.
        let again = try world.plan(nil, "--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try world.planned.inSync.count == 3)
    }

    @Test("brings only what is not there: layers of earlier archives stay where they are")
    func layers() async throws {
        var world = try PublishingWorld()
        _ = try await world.writeThree()
        try world.publish()
        let plan = try world.plan()
        #expect(plan.status == 0, "\(plan.errors)")
        let shared = try world.planned.blobs.first { $0.digest == Digest(of: Array("layer 1".utf8)) }
        #expect(shared == nil, "the repository has the layer")
        #expect(try world.planned.actions.map(\.destination) == ["\(world.place)/tools/app:2.0"])
        #expect(try world.planned.inSync.map(\.destination) == ["\(world.place)/tools/app:1.0"])
    }

    @Test("refuses a gap and a repeat with the numbers, and another workspace that is not at its beginning")
    func refusals() async throws {
        var world = try PublishingWorld()
        _ = try await world.writeThree()
        let early = try world.plan(world.file(2))
        #expect(early.status == 1)
        #expect(early.errors.contains("expected sequence 1, found 2"), "\(early.errors)")
        #expect(early.errors.contains("Publish mirror_seq1_000000.tar first"), "\(early.errors)")
        for _ in 1...3 { try world.publish() }
        let late = try world.plan(world.file(1))
        #expect(late.status == 1)
        #expect(late.errors.contains("expected sequence 4, found 1"), "\(late.errors)")
        var other = try SequenceBench(SequenceBench.otherUID)
        let line = SequenceBench.Line(repository: "a", tag: "1", image: try SequenceBench.image("other"))
        try await other.write([line])
        try await other.write([.init(repository: "a", tag: "2", image: try SequenceBench.image("other 2"))])
        let foreign = try world.plan(other.folder["mirror_seq2_000000.tar"])
        #expect(foreign.status == 1)
        #expect(foreign.errors.contains("expected sequence 1, found 2"), "\(foreign.errors)")
        #expect(foreign.errors.contains(SequenceBench.uid), "\(foreign.errors)")
    }

    @Test("can be told to leave out the check of the order, and says so in the plan")
    func skipping() async throws {
        var world = try PublishingWorld()
        let lines = try await world.writeThree()
        try world.publish()
        try world.publish(world.file(3), "--allow-missing", "--skip-sequence-check")
        let warnings = try world.planned.checks.filter { $0.code == .sequenceOrder }
        #expect(warnings.map(\.severity) == [.warning])
        #expect(warnings.first?.summary.contains("expected sequence 2, found 3") == true, "\(warnings)")
        #expect(try await world.stored()?.sequence == 3)
        #expect(try world.far.digest("\(world.place)/tools/app:1.0") == "\(lines[0].image.digest)")
    }

    @Test("needs the configuration for other archives, and refuses one for its own")
    func configurations() async throws {
        var world = try PublishingWorld()
        _ = try await world.writeThree()
        try world.far.configure(["quay.io/a/b:1"])
        let given = try world.plan(nil, "-c", "isc.yaml")
        #expect(given.status == 1)
        #expect(given.errors.contains("brings its own configuration"), "\(given.errors)")
        let empty = try TemporaryDirectory()
        let missing = try world.plan(empty.path)
        #expect(missing.status == 64)
        #expect(missing.errors.contains("needs `--config`"), "\(missing.errors)")
        #expect(try world.far.run(["plan", "-c", "isc.yaml", "--skip-sequence-check"]).status == 64)
    }

    @Test("refuses a folder with other volumes, a renamed file, and parts that are not whole")
    func mixed() async throws {
        var world = try PublishingWorld()
        try await world.bench.write(try SequenceBench.lines(), limit: 1)
        try FileManager.default.copyItem(atPath: world.file(1), toPath: world.bench.folder["renamed.tar"])
        let renamed = try world.plan(world.bench.folder["renamed.tar"])
        #expect(renamed.status == 1)
        #expect(renamed.errors.contains("Rename it to mirror_seq1_000000.tar"), "\(renamed.errors)")
        try FileManager.default.removeItem(atPath: world.file(1, part: 3))
        let gap = try world.plan()
        #expect(gap.status == 1)
        #expect(gap.errors.contains("mirror_seq1_000003.tar is missing"), "\(gap.errors)")
        try world.bench.folder.write("x", to: "mirror_000001.tar")
        let mixed = try world.plan()
        #expect(mixed.status == 1)
        #expect(mixed.errors.contains("mirror_000001.tar"), "\(mixed.errors)")
    }

    @Test("reads the archive again when it is applied, and refuses another one")
    func stale() async throws {
        var world = try PublishingWorld()
        _ = try await world.writeThree()
        #expect(try world.plan().status == 0)
        let path = world.file(1)
        let bytes = try world.bench.folder.read("mirror_seq1_000000.tar")
        try world.bench.folder.write(bytes + [UInt8](repeating: 0, count: 512), to: "mirror_seq1_000000.tar")
        let longer = try world.far.mirror("apply", "plan.json")
        #expect(longer.status == 4)
        #expect(longer.errors.contains("mirror_seq1_000000.tar"), "\(longer.errors)")
        try FileManager.default.removeItem(atPath: path)
        let gone = try world.far.mirror("apply", "plan.json")
        #expect(gone.status == 4)
        #expect(gone.errors.contains("no archive of sequence 1"), "\(gone.errors)")
        #expect(try await world.stored() == nil)
        // It may lie elsewhere by then.
        try world.far.folder.write(bytes, to: "moved/mirror_seq1_000000.tar")
        let moved = try world.far.mirror("apply", "plan.json", "--from", "file://\(world.far.folder["moved"])")
        #expect(moved.status == 0, "\(moved.output)\(moved.errors)")
        #expect(try await world.stored()?.sequence == 1)
    }

    @Test("leaves no metadata for an archive that may be published any number of times")
    func singleUse() async throws {
        var world = try PublishingWorld()
        world.bench = try SequenceBench(isSingleUse: true)
        try await world.bench.write(try SequenceBench.lines())
        try world.publish()
        #expect(try await world.stored() == nil)
        #expect(try world.plan(nil, "--detailed-exitcode").status == 0)
        #expect(try world.planned.actions.isEmpty)
    }

    @Test("verifies releases by the signatures that travel with them, and builds the graph's image")
    func releases() async throws {
        var world = try PublishingWorld()
        let key = try await ReleaseKey.make()
        let release = try SampleRelease("4.16.3", components: ["cli"])
        let base = try TestImage(layers: [Array("base".utf8)], format: .docker)
        let name = "sha256-\(release.payload.digest.hex)"
        let message = Data(try await key.sign(release.claim.utf8)).base64EncodedString()
        let signature = #"{"kind":"ConfigMap","apiVersion":"v1","binaryData":{"\#(name)-1":"\#(message)"}}"#
        try await world.bench.write(
            [
                .init(
                    repository: "openshift/release-images",
                    tag: release.tag,
                    image: release.payload,
                    type: .releasePayload,
                    from: "quay.io"
                ),
                .init(repository: "ubi8/ubi-micro", tag: "latest", image: base, from: "registry.access.redhat.com"),
            ],
            documents: [
                .init("release-signatures/signature-\(name.prefix(23)).json", .bytes(Array(signature.utf8))),
                .init(
                    "cincinnati/cincinnati-graph-data.tar.gz",
                    .bytes(try Compression.gzip.compress(GraphDataServer.data().bytes))
                ),
            ]
        )
        let unverified = try world.plan()
        #expect(unverified.status == 1)
        #expect(unverified.errors.contains("--release-key"), "\(unverified.errors)")
        try world.far.folder.write(try await key.exported(), to: "work/key.asc")
        try world.publish(nil, "--release-key", "key.asc")
        let plan = try world.planned
        #expect(plan.checks.allSatisfy { $0.code != .releaseUnverified }, "\(plan.checks)")
        #expect(plan.actions.compactMap(\.release).map(\.signatures.count) == [1])
        #expect(plan.resources.contains { $0.content.contains("openshift-config-managed") })
        #expect(try world.far.pulls("\(world.place)/openshift/graph-image:latest"))
        #expect(
            try world.far.digest("\(world.place)/openshift/release-images:\(release.tag)")
                == "\(release.payload.digest)"
        )
    }

    @Test("says which charts it leaves where they are")
    func charts() async throws {
        var world = try PublishingWorld()
        try await world.bench.write(try SequenceBench.lines(), documents: [.init("charts/one-1.0.tgz", .bytes([1]))])
        try world.publish()
        let note = try #require(try world.planned.checks.first { $0.code == .archiveExtras })
        #expect(note.severity == .note && note.summary.contains("one-1.0.tgz"), "\(note)")
    }
}
