// SPDX-License-Identifier: Apache-2.0

import SequencedArchives
import TestSupport
import Testing

@Suite("A folder of v1's archives", .waitsForPrograms)
struct SequenceFolderTests {
    private static func folder(_ names: [String]) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        for name in names { try folder.write("x", to: name) }
        return folder
    }

    @Test("tells sequences and parts apart, whatever else is there")
    func sets() throws {
        let folder = try Self.folder([
            "mirror_seq10_000000.tar", "mirror_seq2_000001.tar", "mirror_seq2_000000.tar", "renamed.tar",
            "mirror_seq3_000000.tar.partial", "mirror_000001.tar", "notes.txt", "deeper/mirror_seq4_000000.tar",
        ])
        let found = try SequenceFolder("file://\(folder.path)")
        #expect(found.path == folder.path)
        #expect(found.sets.map(\.sequence) == [2, 10])
        #expect(
            found.sets[0].parts.map(\.path) == [folder["mirror_seq2_000000.tar"], folder["mirror_seq2_000001.tar"]]
        )
        #expect(found.others == ["mirror_000001.tar", "renamed.tar"])
        let error = try #require(throws: SequencedArchiveError.self) { try found.only() }
        #expect(error.message == "the folder has the archives of 2 sequences: 2 and 10")
    }

    @Test("takes a file for its archive, with the parts beside it")
    func file() throws {
        let folder = try Self.folder([
            "mirror_seq2_000001.tar", "mirror_seq2_000000.tar", "mirror_seq3_000000.tar", "a.tar",
        ])
        let set = try SequenceFolder(folder["mirror_seq2_000001.tar"]).only()
        #expect(set.parts.map(\.number) == [0, 1])
        #expect(set.folder == folder.path)
        let other = try SequenceFolder(folder["a.tar"]).only()
        #expect(other.sequence == nil)
        #expect(other.parts.map(\.name) == ["a.tar"])
    }

    @Test(
        "refuses a gap between parts",
        arguments: [
            ([1], [0]), ([0, 2], [1]), ([0, 1, 5], [2, 3, 4]), ([3, 999_999_999], Array(0...2) + Array(4...11)),
        ]
    )
    func gaps(parts: [Int], missing: [Int]) throws {
        let folder = try Self.folder(
            parts.map { "mirror_seq1_\(String(repeating: "0", count: max(0, 6 - "\($0)".count)))\($0).tar" }
        )
        let set = try SequenceFolder(folder.path).only()
        #expect(set.missing == missing)
        let error = try #require(throws: SequencedArchiveError.self) { try set.requireWhole() }
        #expect(error.message.hasPrefix("mirror_seq1_00000\(missing[0]).tar is missing"))
    }

    @Test("takes parts without a gap")
    func whole() throws {
        let folder = try Self.folder(["mirror_seq1_000000.tar", "mirror_seq1_000001.tar"])
        let set = try SequenceFolder(folder.path).only()
        #expect(set.missing.isEmpty)
        try set.requireWhole()
    }

    @Test("says what is wrong with a path")
    func errors() throws {
        let folder = try Self.folder(["other.tar"])
        let none = try #require(throws: SequencedArchiveError.self) { try SequenceFolder(folder.path).only() }
        #expect(none.message == "there is no archive of oc-mirror v1: found no file like mirror_seq1_000000.tar")
        #expect(none.remedy == "Name the file, if it is other.tar.")
        let gone = try #require(throws: SequencedArchiveError.self) { try SequenceFolder(folder["nope.tar"]) }
        #expect(gone.message == "there is no such file or folder")
        try toolOutput(["mkfifo", folder["pipe"]])
        let pipe = try #require(throws: SequencedArchiveError.self) { try SequenceFolder(folder["pipe"]) }
        #expect(pipe.message == "it is neither a file nor a folder")
    }
}
