// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Apply writes the parts of an archive of oc-mirror v1, so a plan can name nothing but these.
@Suite("The parts of an archive of v1 in a plan")
struct SequencedPartsValidationTests {
    private static let digest = Digest(of: Array("text".utf8))

    private static func document(_ path: String) -> PlannedArchive.Document {
        .init(path: path, digest: digest, size: 4, content: nil)
    }

    /// A plan that writes two parts of the first sequence; a part may be longer than the limit.
    static var writing: Plan {
        var plan = ArchiveValidationTests.writing
        plan.fields.sequence = PlannedSequence(
            workspace: SequenceValidationTests.workspace,
            number: 3,
            place: .folder("./meta"),
            continues: digest,
            content: .run(record: #"{"mirror":{"platform":{},"helm":{}}}"#, dropped: [])
        )
        plan.fields.blobs[0].fields.volume = 2
        plan.fields.archive = PlannedArchive(
            limit: 1,
            firstVolume: 1,
            volumes: [
                .init(name: "mirror_seq3_000000.tar", size: 8000), .init(name: "mirror_seq3_000001.tar", size: 9),
            ],
            documents: [
                document("catalogs/reg.example:5000/ns/index/v1/index/index.json"),
                document("release-signatures/signature-sha256-0123456789abcdef.json"),
            ]
        )
        return plan
    }

    @Test("are read as they were written")
    func roundTrip() throws {
        #expect(try PlanFile(reading: Data(PlanFile(Self.writing).bytes)).plan == Self.writing)
    }

    private static let rows: [(String, @Sendable (inout Plan) -> Void)] = [
        ("`mirror_000001.tar` is not the name", { $0.fields.archive = Self.archive(["mirror_000001.tar"]) }),
        ("`mirror_seq2_000000.tar` is not the name", { $0.fields.archive = Self.archive(["mirror_seq2_000000.tar"]) }),
        ("`mirror_seq3_000001.tar` is not the name", { $0.fields.archive = Self.archive(["mirror_seq3_000001.tar"]) }),
        ("`../x.tar` is not the name", { $0.fields.archive = Self.archive(["../x.tar"]) }),
        (
            "is not a valid path for a document",
            { $0.fields.archive = Self.archive(documents: ["publish/.metadata.json"]) }
        ),
        ("is not a valid path for a document", { $0.fields.archive = Self.archive(documents: ["v2/a/manifests/x"]) }),
        ("is not a valid path for a document", { $0.fields.archive = Self.archive(documents: ["catalogs/../x"]) }),
        ("is not a valid path for a document", { $0.fields.archive = Self.archive(documents: ["catalogs"]) }),
        ("is not a valid path for a document", { $0.fields.archive = Self.archive(documents: ["mirror/documents/x"]) }),
        ("is not the name of volume", { $0.fields.sequence = nil }),
    ]

    private static func archive(
        _ names: [String] = ["mirror_seq3_000000.tar", "mirror_seq3_000001.tar"],
        documents: [String] = []
    ) -> PlannedArchive {
        PlannedArchive(
            limit: 100,
            firstVolume: 1,
            volumes: names.map { .init(name: $0, size: 10) },
            documents: documents.map(document)
        )
    }

    @Test("have their own names and documents only", arguments: rows.indices)
    func refused(row: Int) throws {
        let (message, change) = Self.rows[row]
        var plan = Self.writing
        change(&plan)
        let error = try #require(throws: PlanError.self) {
            _ = try PlanFile(reading: Data(PlanFile(plan).bytes))
        }
        #expect("\(error)".contains(message), "\(error)")
    }
}
