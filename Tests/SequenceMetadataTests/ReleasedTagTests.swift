// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import SequenceMetadata
import TestSupport
import Testing

@Suite("The tag of an image that moved")
struct ReleasedTagTests {
    @Test("names the new image only, although the old one stays in the metadata")
    func moved() throws {
        var bench = try SequenceBench()
        let images = try ["old", "new"].map { try SequenceBench.image($0) }
        for image in images { _ = try bench.run([.init(repository: "a/b", tag: "latest", image: image)]) }
        let metadata = bench.metadata
        #expect(metadata.isSound && metadata.pastAssociations.count == 2)
        let tags = Dictionary(uniqueKeysWithValues: metadata.pastAssociations.map { ($0.id, $0.tagSymlink) })
        #expect(tags[DigestText(images[0].digest)] == "" && tags[DigestText(images[1].digest)] == "latest")
        // It keeps the tag after runs that bring something else.
        _ = try bench.run([.init(repository: "c", tag: "latest", image: try SequenceBench.image("other"))])
        let names = bench.metadata.images(at: "mirror.example").map(\.name)
        #expect(
            Set(names.map(\.description)) == [
                "mirror.example/a/b:latest", "mirror.example/a/b@\(images[0].digest)", "mirror.example/c:latest",
            ]
        )
    }

    @Test("stays where the same image comes again, or has another place")
    func same() throws {
        var bench = try SequenceBench()
        let image = try SequenceBench.image("same")
        for repository in ["a", "a", "b"] { _ = try bench.run([.init(repository: repository, tag: "1", image: image)]) }
        #expect(bench.metadata.pastAssociations.map(\.tagSymlink) == ["1", "1"])
    }
}
