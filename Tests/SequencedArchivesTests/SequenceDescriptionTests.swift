// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("The description of v1's archives")
struct SequenceDescriptionTests {
    @Test("prints the metadata as oc-mirror does, and tells what is in the archive")
    func description() async throws {
        var bench = try SequenceBench()
        var lines = try SequenceBench.lines()
        lines[1].type = .bundle
        try await bench.write(lines)
        let description = SequenceDescription(try await bench.open(1))
        #expect(
            description.text.hasPrefix(
                "{\n \"kind\": \"Metadata\",\n \"apiVersion\": \"mirror.openshift.io/v1alpha2\",\n"
            )
        )
        #expect(description.text.hasSuffix("}\n"))
        #expect(description.files == ["mirror_seq1_000000.tar"])
        #expect(description.images == ["generic": 1, "operatorBundle": 1])
        #expect(description.blobs == 10)
        #expect(
            description.bytes
                == Int64(
                    lines.reduce(0) { sum, line in
                        sum + line.image.blobSize + line.image.manifests.reduce(0) { $0 + $1.bytes.count }
                    }
                )
        )
        #expect(description.earlierBlobs == 0)
        #expect(description.findings.isEmpty)
    }

    @Test("tells of a name that contradicts the metadata, of bytes behind it, and of lost content")
    func findings() async throws {
        var raw = try RawArchive(withMetadata: false)
        try raw.members.add(WorkspaceMetadata.path, raw.metadata.bytes + Array("\"]}]}".utf8))
        let folder = try TemporaryDirectory()
        try folder.write(try raw.members.bytes, to: "mirror_seq7_000000.tar")
        let archive = try await SequencedArchive.open(SequenceFolder(folder.path).only())
        let findings = SequenceDescription(archive).findings
        #expect(findings.map(\.severity) == [.warning, .warning, .error])
        #expect(findings[0].summary.contains("5 bytes of an earlier, longer value"))
        #expect(findings[1].summary == "mirror_seq7_000000.tar has sequence 1, and its name says 7")
        #expect(findings[2].summary.hasPrefix("the archive lacks 3 manifests and blobs, such as sha256:"))
    }
}
