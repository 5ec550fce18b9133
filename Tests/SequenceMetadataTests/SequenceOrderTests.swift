// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import Testing

@Suite("The order of sequences")
struct SequenceOrderTests {
    private static func other() throws -> WorkspaceID { try #require(WorkspaceID(SampleMetadata.otherUID)) }

    private static let direct =
        " A sequence that went straight to a registry left no archive: if the target has its images, publish with "
        + "--skip-sequence-check."

    @Test(
        "accepts the first, the next and the last one again",
        arguments: [
            (1, nil, SequenceOrder.first(others: [])), (2, 1, .next), (4, 3, .next), (1, 1, .same), (3, 3, .same),
        ] as [(Int, Int?, SequenceOrder)]
    )
    func accepted(found: Int, stored: Int?, order: SequenceOrder) throws {
        let target = try stored.map { try SampleMetadata.metadata(sequence: $0) }
        #expect(try SequenceOrder(of: SampleMetadata.metadata(sequence: found), after: target) == order)
    }

    @Test(
        "refuses any other, with the number expected and found",
        arguments: [
            (
                2, nil, 1, .gap,
                "Publish mirror_seq1_000000.tar first.\(Self.direct) If that was done, check the namespace of the target: its metadata lies "
                    + "there."
            ),
            (3, 1, 2, .gap, "Publish mirror_seq2_000000.tar first.\(Self.direct)"),
            (
                5, 1, 2, .gap,
                "Publish mirror_seq2_000000.tar to mirror_seq4_000000.tar first, in this order.\(Self.direct)"
            ),
            (
                1, 3, 4, .repeated,
                "Publish mirror_seq4_000000.tar next; an older one would delete what newer ones brought."
            ),
            (
                2, 3, 4, .repeated,
                "Publish mirror_seq4_000000.tar next; an older one would delete what newer ones brought."
            ),
        ] as [(Int, Int?, Int, SequenceOrderError.Kind, String)]
    )
    func refused(found: Int, stored: Int?, expected: Int, kind: SequenceOrderError.Kind, remedy: String) throws {
        let target = try stored.map { try SampleMetadata.metadata(sequence: $0) }
        let error = try #require(throws: SequenceOrderError.self) {
            try SequenceOrder(of: SampleMetadata.metadata(sequence: found), after: target)
        }
        #expect(error.expected == expected)
        #expect(error.kind == kind)
        #expect(error.explanation.summary == "expected sequence \(expected), found \(found)")
        #expect(error.explanation.remedy == remedy)
        #expect(error.finding.code == .sequenceOrder)
    }

    @Test("names the other workspaces of the target if it has none of this one")
    func otherLineage() throws {
        let others = [try Self.other()]
        let error = try #require(throws: SequenceOrderError.self) {
            try SequenceOrder(of: SampleMetadata.metadata(sequence: 2), after: nil, others: others)
        }
        #expect(error.kind == .otherLineage)
        #expect(error.description.contains(SampleMetadata.otherUID))
        let first = try SequenceOrder(of: SampleMetadata.metadata(sequence: 1), after: nil, others: others)
        #expect(first == .first(others: others))
    }

    @Test("takes metadata of another workspace for none")
    func metadataOfAnother() throws {
        let stored = try SampleMetadata.metadata(SampleMetadata.otherUID, sequence: 1)
        #expect(throws: SequenceOrderError.self) {
            try SequenceOrder(of: SampleMetadata.metadata(sequence: 2), after: stored)
        }
    }

    @Test("asks nothing of an archive without a workspace", arguments: [nil, 1, 7])
    func singleUse(stored: Int?) throws {
        let incoming = try SampleMetadata.metadata(sequence: 1, isSingleUse: true)
        let target = try stored.map { try SampleMetadata.metadata(sequence: $0) }
        #expect(try SequenceOrder(of: incoming, after: target) == .singleUse)
    }
}
