// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@testable import Compatibility

@Suite("The answer of `describe`")
struct DescribeAnswerTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private static func metadata(_ sequence: Int) -> String {
        """
        {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":"1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f",\
        "singleUse":false,"pastMirror":{"timestamp":0,"sequence":\(sequence),"mirror":{"platform":{},"helm":{}},\
        "associations":null}}

        """
    }

    private func write(_ files: [String: String], as name: String) throws {
        try folder.write(try TestArchive(files).bytes, to: name)
    }

    private func write(sequence: Int) throws {
        try write([WorkspaceMetadata.path: Self.metadata(sequence)], as: "mirror_seq\(sequence)_000000.tar")
    }

    @Test("is the metadata of an archive, a blank for each level")
    func metadata() async throws {
        try write(sequence: 1)
        let answer = try await DescribeAnswer.of(folder["mirror_seq1_000000.tar"])
        #expect(
            answer.text.hasPrefix("{\n \"kind\": \"Metadata\",\n \"apiVersion\": \"mirror.openshift.io/v1alpha2\",\n")
        )
        #expect(answer.text.contains("\n \"pastMirror\": {\n  \"timestamp\": 0,\n  \"sequence\": 1,\n"))
        #expect(answer.text.hasSuffix("}\n"))
        #expect(answer.notes.isEmpty, "\(answer.notes)")
    }

    @Test("is that of the last sequence in a folder, and says so")
    func folderOfSeveral() async throws {
        for sequence in [9, 10, 2] { try write(sequence: sequence) }
        let answer = try await DescribeAnswer.of("file://\(folder.path)")
        #expect(answer.text.contains("\"sequence\": 10,"))
        #expect(answer.notes.count == 1 && answer.notes[0].hasSuffix("this is the last one, mirror_seq10_000000.tar"))
    }

    @Test("is there even if a part of the archive is missing, and says what is")
    func parts() async throws {
        try write(sequence: 1)
        try write(["blobs/x": "x"], as: "mirror_seq1_000002.tar")
        let answer = try await DescribeAnswer.of(folder.path)
        #expect(answer.text.contains("\"sequence\": 1,"))
        #expect(answer.notes.first?.contains("mirror_seq1_000001.tar is missing") == true, "\(answer.notes)")
    }

    @Test(
        "is an error where there is no metadata",
        arguments: [
            ("nope.tar", "no such file"), ("empty", "no archive of oc-mirror v1"), ("plain.tar", "no metadata"),
            ("text.tar", "text.tar"),
        ]
    )
    func errors(name: String, message: String) async throws {
        try folder.makeDirectory("empty")
        try write(["charts/x": "x"], as: "plain.tar")
        try folder.write("no tar at all", to: "text.tar")
        let error = try await #require(throws: SequencedArchiveError.self) { try await DescribeAnswer.of(folder[name]) }
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test("of an archive of oc-mirror v2 names the command that reads it")
    func secondProgram() async throws {
        try write(["working-dir/x": "x"], as: "mirror_000001.tar")
        for path in [folder.path, folder["mirror_000001.tar"]] {
            let error = try await #require(throws: SequencedArchiveError.self) { try await DescribeAnswer.of(path) }
            #expect("\(error.inWords)".contains("mirror describe"), "\(error.inWords)")
        }
    }
}
