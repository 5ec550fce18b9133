// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import Testing

@Suite("The places of a sequence")
struct SequenceConsistencyTests {
    @Test(
        "are compared: the place for metadata, the target, an archive",
        arguments: [
            (nil, nil, nil, .fresh, nil),
            (nil, nil, 1, .fresh, .applicable),
            (nil, nil, 2, .fresh, .outOfOrder(expected: 1, found: 2)),
            (3, 3, nil, .inSync(3), nil),
            (3, 3, 3, .inSync(3), .nothingToDo),
            (3, 3, 2, .inSync(3), .outOfOrder(expected: 4, found: 2)),
            (3, 2, 3, .unpublished(3...3), .applicable),
            (4, 2, 3, .unpublished(3...4), .applicable),
            (4, 2, 4, .unpublished(3...4), .outOfOrder(expected: 3, found: 4)),
            (2, nil, 1, .unpublished(1...2), .applicable),
            (1, 3, nil, .restored(source: 1, target: 3), nil),
            (1, 3, 4, .restored(source: 1, target: 3), .applicable),
            (nil, 2, nil, .orphaned(target: 2), nil),
            (nil, 2, 3, .orphaned(target: 2), .applicable),
        ] as [(Int?, Int?, Int?, SequenceConsistency.Backend, SequenceConsistency.Archive?)]
    )
    func matrix(
        source: Int?,
        target: Int?,
        archive: Int?,
        backend: SequenceConsistency.Backend,
        verdict: SequenceConsistency.Archive?
    ) throws {
        let state = SequenceConsistency(source: source, target: target, archive: archive)
        #expect(state.backend == backend)
        #expect(state.archive == verdict)
    }

    @Test(
        "are told, if there is something to tell",
        arguments: [
            (3, 3, nil, []),
            (3, 2, 3, ["1 sequence of the workspace U is not published to the target yet: mirror_seq3_*.tar"]),
            (
                9, nil, nil,
                [
                    "9 sequences of the workspace U are not published to the target yet: mirror_seq1_*.tar to mirror_seq9_*.tar"
                ]
            ),
            (
                1, 3, nil,
                ["the metadata of the workspace U is older than that of the target: sequence 1, the target has 3"]
            ),
            (
                nil, 2, nil,
                ["the target holds the workspace U at sequence 2, and the place for metadata does not know it"]
            ),
            (2, 2, 2, ["the target already has this sequence of the workspace U"]),
            (2, 2, 4, ["expected sequence 3, found 4"]),
        ] as [(Int?, Int?, Int?, [String])]
    )
    func findings(source: Int?, target: Int?, archive: Int?, texts: [String]) throws {
        let uid = try #require(WorkspaceID(SampleMetadata.uid))
        let found = SequenceConsistency(source: source, target: target, archive: archive).findings(of: uid)
        #expect(found.map { $0.summary.replacing(SampleMetadata.uid, with: "U") } == texts)
    }
}
