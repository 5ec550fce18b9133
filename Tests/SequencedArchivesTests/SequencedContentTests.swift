// SPDX-License-Identifier: Apache-2.0

import ImageAccess
import OCI
import Plans
import Resolution
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("An archive of v1 as a source of images")
struct SequencedContentTests {
    @Test("gives a run its images by tag and by digest, and their content")
    func library() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        try await bench.write(lines)
        let library = ImageLibrary(archive: try await bench.open(1).content)
        for line in lines {
            let byTag = try ImageSource("src.example:5000/\(line.repository):\(line.tag)")
            #expect(try await library.digest(of: byTag) == line.image.digest)
            let byDigest = try ImageSource(line.source)
            #expect(try await library.digest(of: byDigest) == line.image.digest)
            let place = try library.place(of: byDigest)
            let tree = try await ImageTree.read(line.image.digest, platforms: []) { try await place.manifest($0) }
            for blob in tree.blobs {
                #expect(try await place.verifiedBlob(blob, limit: 1000) == line.image.blobs[blob.digest])
            }
        }
    }

    @Test("knows images of earlier archives by name, and says that they are elsewhere")
    func earlier() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        try await bench.write([lines[0]])
        try await bench.write([lines[1]])
        let library = ImageLibrary(archive: try await bench.open(2).content)
        let source = try ImageSource(lines[0].source)
        #expect(try await library.digest(of: source) == lines[0].image.digest)
        let error = try await #require(throws: ImageNotArchived.self) {
            try await library.place(of: source).manifest(lines[0].image.digest)
        }
        #expect(error.subject == .sequenced(lines[0].image.digest))
        await #expect(throws: ImageNotArchived.self) {
            try await library.digest(of: ImageSource("src.example:5000/tools/gamma:1"))
        }
    }

    @Test("asks for all images of the workspace under v1's names")
    func contribution() async throws {
        var bench = try SequenceBench()
        var lines = try SequenceBench.lines()
        lines[1].repository = "openshift/release-images"
        lines[1].tag = "4.12.1-x86_64"
        lines[1].type = .releasePayload
        try await bench.write([lines[0]])
        try await bench.write([lines[1]])
        let mapping = DestinationMapping(target: try MirrorTarget(registry: "mirror.example:5000/ns"))
        let contribution = try await bench.open(2).contribution(at: mapping)
        #expect(contribution.findings.isEmpty)
        #expect(
            contribution.images.map(\.destination.description).sorted() == [
                "mirror.example:5000/ns/openshift/release-images:4.12.1-x86_64",
                "mirror.example:5000/ns/tools/beta:latest",
            ]
        )
        #expect(Set(contribution.images.map(\.origin.description)) == Set(lines.map(\.source)))
        let payload = try #require(contribution.images.first { $0.type == .releasePayload })
        #expect(payload.release == ReleaseFacts(version: "4.12.1", architecture: "amd64", signatures: []))
        #expect(payload.requestedBy == ["sequence 2 of \(SequenceBench.uid)"])
    }
}
