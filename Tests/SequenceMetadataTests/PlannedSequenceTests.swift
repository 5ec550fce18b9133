// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing
@testable import SequenceMetadata

/// What a plan that continues a sequence writes.
@Suite("The step that a plan takes")
struct PlannedSequenceTests {
    private static func sequence(
        _ number: Int = 1,
        record: PastMirror? = nil,
        dropped: [PlannedSequence.Dropped] = [],
        place: SequencePlace? = .folder("meta")
    ) -> PlannedSequence {
        PlannedSequence(
            workspace: SampleMetadata.uid,
            number: number,
            place: place,
            continues: nil,
            content: .run(record: (record ?? run).record, dropped: dropped)
        )
    }

    private static let run = PastMirror(
        timestamp: 7,
        sequence: 9,
        configuration: MirrorSection(additionalImages: ["src.example:5000/a/b:1.0"]),
        catalogs: [
            RecordedCatalog(
                "src.example/index:v1",
                imagePin: "src.example/index@\(SampleMetadata.digest("index"))",
                packages: [IncludedPackage(name: "p", channels: [.init(name: "c", bounds: .init(minVersion: "1.0.0"))])]
            ),
            RecordedCatalog("other.example/index:v1", imagePin: "", packages: nil),
        ],
        channels: [RecordedChannel(channel: "stable-4.16", minVersion: "4.16.1")]
    )

    @Test("records the run without time, number and images, and reads that again")
    func record() throws {
        let text = Self.run.record
        #expect(!text.contains("timestamp") && !text.contains("sequence") && !text.contains("associations"))
        let read = try PastMirror(record: text)
        #expect(read.configuration == Self.run.configuration && read.catalogs == Self.run.catalogs)
        #expect(read.channels == Self.run.channels)
        #expect(read.record == text)
    }

    @Test("records any section as it was", arguments: 0..<40)
    func anyRecord(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let run = PastMirror(timestamp: 0, sequence: 0, configuration: random.section())
        #expect(try PastMirror(record: run.record) == run)
    }

    @Test(
        "refuses a record that is damaged",
        arguments: ["", "{", "[]", #"{"mirror":[]}"#, #"{"mirror":{"platfrom":{}}}"#, #"{"other":1}"#]
    )
    func damagedRecord(text: String) {
        let error = #expect(throws: MetadataError.self) { try PastMirror(record: text) }
        #expect(error?.explanation.summary.contains("sequence.record") == true)
    }

    @Test("begins a new workspace, and continues it without what was deleted or dropped")
    func life() throws {
        let images = try ["a/one", "a/two", "a/three"].map { try SampleStep.placed($0) }
        let plan = SampleStep.plan(images)
        let mirrored = try plan.sequencedImages(besides: nil).map { image in
            let name = String(image.destination.repository.description.dropFirst(SampleStep.target.count + 1))
            return try image.recorded(SampleStep.tree(name), onDisk: false)
        }
        let first = try Self.sequence().metadata(
            after: nil,
            SequenceOutcome(timestamp: 1_796_005_763, mirrored: mirrored),
            at: SampleStep.target
        )
        #expect(first.isSound && first.sequence == 1 && first.uid.description == SampleMetadata.uid)
        #expect(first.current?.timestamp == 1_796_005_763)
        #expect(first.current?.associations.count == 3 && first.pastAssociations.count == 3)
        #expect(try MetadataReader.read(first.bytes, from: "x").metadata == first)
        #expect(plan.sequencedImages(besides: first).isEmpty)
        let gone = MirroredManifest(repository: images[0].destination.repository, digest: images[0].digest)
        let dropped = try #require(first.pastAssociations.first { $0.name.contains("two") })
        let second = try Self.sequence(2, dropped: [.init(name: dropped.name, path: dropped.path)]).metadata(
            after: first,
            SequenceOutcome(timestamp: 1_796_005_764, mirrored: [], deleted: [gone]),
            at: SampleStep.target
        )
        #expect(second.sequence == 2 && second.uid == first.uid)
        #expect(second.pastAssociations.map(\.name) == ["src.example:5000/a/three@\(images[2].digest)"])
        #expect(second.current?.associations.isEmpty == true)
    }

    @Test("belongs to no workspace that goes on if it has no place")
    func singleUse() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        #expect(try Self.sequence(place: nil).metadata(after: nil, outcome, at: "localhost").isSingleUse)
        #expect(try !Self.sequence().metadata(after: nil, outcome, at: "localhost").isSingleUse)
    }

    @Test("knows what it has written, and nothing else")
    func wrote() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        let step = Self.sequence()
        let written = try step.metadata(after: nil, outcome, at: SampleStep.target)
        #expect(step.wrote(written))
        #expect(!Self.sequence(2).wrote(written))
        let other = PastMirror(timestamp: 1, sequence: 1, configuration: MirrorSection(additionalImages: ["x"]))
        #expect(!Self.sequence(record: other).wrote(written))
        #expect(!step.wrote(try SampleMetadata.metadata(SampleMetadata.otherUID)))
        let published = PlannedSequence(
            workspace: SampleMetadata.uid,
            number: 1,
            place: nil,
            continues: nil,
            content: .published(SampleMetadata.digest("x"))
        )
        #expect(!published.wrote(written))
        #expect(throws: MetadataError.self) { try published.metadata(after: nil, outcome, at: SampleStep.target) }
    }

    @Test("does not continue metadata of an earlier generation, nor what contradicts itself")
    func unfit() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        let earlier = WorkspaceMetadata(.alpha1, .init())
        #expect(throws: MetadataContinuationError.earlierGeneration(.alpha1)) {
            try Self.sequence().metadata(after: earlier, outcome, at: SampleStep.target)
        }
        let hollow = Association(.generic, name: "a/b@x", path: "a", id: SampleMetadata.text("a"), content: .init())
        #expect(throws: MetadataContinuationError.unsound) {
            try Self.sequence().metadata(after: SampleMetadata.metadata(all: [hollow]), outcome, at: SampleStep.target)
        }
    }

    @Test("makes the same workspace of the same configuration, target and place, and another of any other")
    func workspaces() throws {
        func make(
            _ path: String = "isc.yaml",
            _ content: String = "isc",
            _ target: String = SampleStep.target,
            _ place: String = "p"
        )
            -> WorkspaceID
        {
            WorkspaceID(
                of: ConfigurationRecord(path: path, digest: SampleMetadata.digest(content)),
                at: target,
                place: place
            )
        }
        let ids = [
            make(), make("other.yaml"), make("isc.yaml", "x"), make("isc.yaml", "isc", "t"),
            make("isc.yaml", "isc", SampleStep.target, "q"),
        ]
        #expect(Set(ids).count == 5 && !ids.contains(.none))
        #expect(make() == make())
        for id in ids.map({ Array($0.description) }) {
            #expect(id[14] == "8" && "89ab".contains(id[19]), "\(String(id))")
        }
    }
}
