// SPDX-License-Identifier: Apache-2.0

import Plans
import Testing

@Suite("The names of v1's archives")
struct SequencePartNameTests {
    @Test(
        "are read and written alike",
        arguments: [
            ("mirror_seq1_000000.tar", 1, 0), ("mirror_seq12_000003.tar", 12, 3),
            ("mirror_seq1_1000000.tar", 1, 1_000_000),
        ]
    )
    func valid(name: String, sequence: Int, part: Int) throws {
        let found = try #require(SequencePartName(file: name))
        #expect(found == SequencePartName(sequence: sequence, part: part))
        #expect(found.description == name)
    }

    @Test(
        "are told from others",
        arguments: [
            "mirror_000001.tar", "mirror_seq0_000000.tar", "mirror_seq01_000000.tar", "mirror_seq1_00000.tar",
            "mirror_seq1_000000.tar.partial", "mirror_seq1_0000000.tar", "mirror_seq_000000.tar", "mirror_seq1.tar",
            "mirror_seq1_000000_1.tar", "mirror_seq-1_000000.tar", "mirror_seq1_-00001.tar", "mirror_seq٣_000000.tar",
            "mirror_seq99999999999999999999_000000.tar", "",
        ]
    )
    func invalid(name: String) {
        #expect(SequencePartName(file: name) == nil)
    }

    @Test("sort by sequence, then by part")
    func order() {
        let names = ["mirror_seq10_000000.tar", "mirror_seq2_000010.tar", "mirror_seq2_000009.tar"]
        #expect(names.compactMap { SequencePartName(file: $0) }.sorted().map(\.description) == names.reversed())
    }
}
