// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// A plan may take a step of a sequence of oc-mirror v1, and says which.
@Suite("The sequence of a plan")
struct SequenceValidationTests {
    static let workspace = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    private static let digest = Digest(of: Array("metadata".utf8))

    private static func run(dropped: [PlannedSequence.Dropped] = []) -> PlannedSequence.Content {
        .run(record: #"{"mirror":{"platform":{},"helm":{}}}"#, dropped: dropped)
    }

    private static func sequence(
        _ number: Int = 4,
        of workspace: String = workspace,
        at place: SequencePlace? = .image("backend.example:5000/meta:latest", skipsTLS: true),
        continuing digest: Digest? = digest,
        with content: PlannedSequence.Content = run()
    ) -> PlannedSequence {
        PlannedSequence(workspace: workspace, number: number, place: place, continues: digest, content: content)
    }

    private static let dropped = [PlannedSequence.Dropped(name: "quay.io/a/b@\(digest)", path: "a/b")]

    /// A plan that prunes, and continues metadata in a registry.
    static var continuing: Plan {
        var plan = DeletionValidationTests.pruning
        plan.fields.sequence = sequence(with: run(dropped: dropped))
        return plan
    }

    /// A plan that publishes an archive with its metadata.
    static var publishing: Plan {
        var plan = ArchiveValidationTests.reading
        plan.fields.sequence = sequence(
            at: .image("mirror.example:5000/ocp/oc-mirror:\(workspace)", skipsTLS: false),
            with: .published(digest)
        )
        return plan
    }

    @Test(
        "is read as it was written",
        arguments: [
            sequence(), sequence(with: run(dropped: dropped)), sequence(at: .folder("./meta")),
            sequence(at: .folder("/meta")),
            sequence(at: .folder("")), sequence(1, continuing: nil),
            sequence(at: .image("a.example/b:1", skipsTLS: false)),
            sequence(with: .published(digest)), sequence(1, at: nil, continuing: nil),
        ]
    )
    func roundTrip(sequence: PlannedSequence) throws {
        let text = try CanonicalJSON.data(of: sequence)
        #expect(try JSONDecoder().decode(PlannedSequence.self, from: text) == sequence)
    }

    @Test("stands in the file of a plan, and changes nothing in one without it")
    func file() throws {
        for plan in [Self.continuing, Self.publishing] {
            #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
        }
        let text = String(decoding: try PlanFile(Self.continuing).bytes, as: UTF8.self)
        for line in [
            #""continues": "\#(Self.digest)""#, #""number": 4"#, #""place": "backend.example:5000/meta:latest""#,
            #""skip_tls": true"#, #""workspace": "\#(Self.workspace)""#,
        ] { #expect(text.contains(line), "\(line)") }
        #expect(!String(decoding: try PlanFile(.sample).bytes, as: UTF8.self).contains("sequence"))
        #expect(Plan.sample.taking(nil) == .sample)
        var taking = Plan.sample
        taking.fields.sequence = Self.sequence()
        #expect(Plan.sample.taking(Self.sequence()) == taking)
        #expect(try PlanFile(taking).id != PlanFile(.sample).id)
    }

    private static let rows: [(String, Plan, PlannedSequence)] = [
        ("the sequence 0 is impossible", .sample, sequence(0)),
        ("the sequence 1000000001 is impossible", .sample, sequence(1_000_000_001)),
        ("`x` is not the UUID of a workspace", .sample, sequence(of: "x")),
        ("is not the UUID of a workspace", .sample, sequence(of: workspace.uppercased())),
        ("is not the UUID of a workspace", .sample, sequence(of: "1c8a4f1e6-d3b-4d27-9a52-0f6b7c1d2e3f")),
        ("a plan that only deletes takes no step", DeletionValidationTests.deleting, sequence()),
        ("without a place for its metadata has only one step", .sample, sequence(1, at: nil, continuing: nil)),
        ("without a place for its metadata has only one step", .fullArchive, sequence(2, at: nil, continuing: nil)),
        ("without a place for its metadata has only one step", .fullArchive, sequence(1, at: nil)),
        ("is not the name of an image with a tag", .sample, sequence(at: .image("a.example/b", skipsTLS: false))),
        (
            "is not the name of an image with a tag", .sample,
            sequence(at: .image(PlacedName("a.example/b@\(digest)"), skipsTLS: false))
        ),
        ("drops images, and it does not prune", .sample, sequence(with: run(dropped: dropped))),
        ("publishes the metadata of an archive, and reads none", .sample, sequence(with: .published(digest))),
    ]

    /// The plan with a sequence; the volumes of an archive are named by it.
    private static func taking(_ sequence: PlannedSequence, in plan: Plan) -> Plan {
        var plan = plan.taking(sequence)
        if let archive = plan.archive {
            let volumes = archive.volumes.enumerated().map { number, volume in
                PlannedArchive.Volume(
                    name: "\(SequencePartName(sequence: sequence.number, part: number))",
                    size: volume.size
                )
            }
            plan.fields.archive = PlannedArchive(
                limit: archive.limit,
                firstVolume: archive.firstVolume,
                planRoom: archive.planRoom,
                volumes: volumes
            )
        }
        return plan
    }

    @Test("is refused where no plan of its kind takes it", arguments: rows)
    func refusals(message: String, plan: Plan, sequence: PlannedSequence) throws {
        let file = try PlanFile(Self.taking(sequence, in: plan))
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }

    @Test("is taken where a plan of its kind takes it")
    func taken() throws {
        let plans: [(Plan, PlannedSequence)] = [
            (.sample, Self.sequence(1_000_000_000)),
            (.fullArchive, Self.sequence(with: Self.run(dropped: Self.dropped))),
            (.fullArchive, Self.sequence(1, at: nil, continuing: nil)), (.sample, Self.sequence(at: .folder("meta"))),
        ]
        for (plan, sequence) in plans {
            let taking = Self.taking(sequence, in: plan)
            #expect(try PlanFile(reading: Data(PlanFile(taking).bytes)).plan == taking)
        }
    }
}
