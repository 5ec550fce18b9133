// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import SequenceMetadata
import Testing

@Suite("The checks of metadata")
struct MetadataFindingsTests {
    private static func association(
        _ name: String = "src.example/a@sha256:0a",
        id: String = SampleMetadata.digest("a").description,
        tag: String = "1",
        type: String = "generic",
        manifests: [DigestText] = [],
        layers: [DigestText] = [SampleMetadata.text("layer")]
    ) -> Association {
        Association(
            AssociationType(type),
            name: name,
            path: "a",
            id: DigestText(id),
            tagSymlink: tag,
            content: .init(manifests: manifests, layers: layers)
        )
    }

    @Test("find nothing in sound metadata")
    func sound() throws {
        let all = [SampleMetadata.image("tools/alpha")] + SampleMetadata.index("tools/beta")
        let metadata = try SampleMetadata.metadata(run: all, all: all.reversed() + all)
        #expect(metadata.findings(in: "x").isEmpty)
        #expect(metadata.isSound)
    }

    @Test(
        "find each fault, with its severity",
        arguments: [
            ([association(manifests: [SampleMetadata.text("b")])], "both child manifests and layers", .error),
            ([association(layers: [])], "neither child manifests nor layers", .error),
            ([association(id: "", tag: "")], "neither a digest nor a tag", .error),
            ([association(type: "")], "of a type that oc-mirror v1 does not know", .error),
            ([association(type: "newer")], "of a type that oc-mirror v1 does not know", .error),
            (Array(SampleMetadata.index("b").dropLast()), "with a child manifest that is missing", .error),
            ([association(id: "sha256:1")], "with an invalid digest", .warning),
            (
                [association(), association(tag: "2")], "that a later one with the same name and path contradicts",
                .warning
            ),
        ] as [([Association], String, Finding.Severity)]
    )
    func faults(_ list: [Association], message: String, severity: Finding.Severity) throws {
        for (field, metadata) in [
            ("pastAssociations", try SampleMetadata.metadata(all: list)),
            ("pastMirror.associations", try SampleMetadata.metadata(run: list)),
        ] {
            let finding = try #require(metadata.findings(in: "meta.json").first { $0.summary.contains(message) })
            #expect(finding.severity == severity)
            #expect(finding.code == .sequenceMetadata)
            #expect(finding.summary.hasPrefix("meta.json: `\(field)` has 1 association"))
            #expect((finding.remedy != nil) == (severity == .error))
            #expect(metadata.isSound == (severity != .error))
        }
    }

    @Test("count what is wrong, instead of listing thousands")
    func count() throws {
        let list = (0..<5000).map { Self.association("a\($0)", layers: []) }
        let findings = try SampleMetadata.metadata(all: list).findings(in: "x")
        #expect(findings.count == 1)
        #expect(findings.first?.summary.contains("5000 associations") == true)
        #expect(findings.first?.cause?.hasSuffix("and 4995 more") == true)
    }

    @Test("accept an association that has only a tag")
    func onlyTag() throws {
        #expect(try SampleMetadata.metadata(all: [Self.association(id: "")]).findings(in: "x").isEmpty)
    }

    @Test("warn of a run without a workspace")
    func noUID() throws {
        let metadata = try SampleMetadata.metadata(WorkspaceID.none.description)
        #expect(metadata.findings(in: "x").map(\.severity) == [.warning])
        #expect(WorkspaceMetadata(uid: .none).findings(in: "x").isEmpty)
    }

    @Test("refuse a run without a number")
    func noSequence() throws {
        #expect(!(try SampleMetadata.metadata(sequence: 0).isSound))
    }
}
