// SPDX-License-Identifier: Apache-2.0

import Plans
import SequenceMetadata
import TestSupport
import Testing

@Suite("What a run drops")
struct DroppedContentTests {
    private static let target = "mirror.example:5000"

    private static func manifest(_ path: String, _ text: String) -> MirroredManifest {
        MirroredManifest(repository: "\(target)/\(path)", digest: SampleMetadata.digest(text))
    }

    @Test("is each manifest that is no longer in the metadata, those below indexes too")
    func dropped() throws {
        let alpha = SampleMetadata.image("tools/alpha")
        let previous = try SampleMetadata.metadata(sequence: 1, all: [alpha] + SampleMetadata.index("tools/beta"))
        let next = try SampleMetadata.metadata(sequence: 2, all: [alpha])
        let content = DroppedContent(from: previous, to: next, at: Self.target)
        let texts = ["tools/beta", "tools/beta amd64", "tools/beta arm64"]
        #expect(content.deletions == texts.map { Self.manifest("tools/beta", $0) }.sorted())
        #expect(content.kept.isEmpty)
    }

    @Test("is kept where another workspace has it, in the same repository only")
    func otherLineage() throws {
        let previous = try SampleMetadata.metadata(
            all: [SampleMetadata.image("tools/alpha"), SampleMetadata.image("tools/beta")]
        )
        let next = try SampleMetadata.metadata(sequence: 2)
        let other = try SampleMetadata.metadata(
            SampleMetadata.otherUID,
            all: [SampleMetadata.image("tools/alpha"), SampleMetadata.image("elsewhere", "tools/beta")]
        )
        let content = DroppedContent(from: previous, to: next, at: Self.target, others: [other, previous])
        #expect(content.deletions == [Self.manifest("tools/beta", "tools/beta")])
        #expect(content.kept.map(\.manifest) == [Self.manifest("tools/alpha", "tools/alpha")])
        #expect(content.kept.map { $0.workspaces.map(\.description) } == [[SampleMetadata.otherUID]])
    }
}
