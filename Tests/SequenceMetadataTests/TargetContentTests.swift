// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
@testable import SequenceMetadata
import TestSupport
import Testing

@Suite("What metadata says of a target")
struct TargetContentTests {
    private static let target = "mirror.example:5000/ns"
    private static let digest = SampleMetadata.digest("a")

    /// An image as an association of a run from mirror to mirror.
    private static func direct(
        _ type: AssociationType,
        _ source: String,
        tag: String? = nil,
        digest: Digest = digest
    ) -> Association {
        Association(
            type,
            name: "\(source)@\(digest)",
            path: "mirror.example:5000/ns/\(source.split(separator: "/").dropFirst().joined(separator: "/"))@\(digest)",
            id: DigestText(digest),
            tagSymlink: tag ?? String(digest.hex.prefix(6)),
            content: .init(layers: [SampleMetadata.text("layer")])
        )
    }

    @Test(
        "is where images lie, by tag if the tag is known",
        arguments: [
            (SampleMetadata.image("tools/alpha", "a"), "mirror.example:5000/ns/tools/alpha:1.0"),
            (
                SampleMetadata.image("openshift/release", "a", tag: ""),
                "mirror.example:5000/ns/openshift/release@\(digest)"
            ),
            (direct(.generic, "src.example/tools/alpha", tag: "1.0"), "mirror.example:5000/ns/tools/alpha:1.0"),
            (direct(.generic, "src.example/tools/alpha"), "mirror.example:5000/ns/tools/alpha@\(digest)"),
            (direct(.releasePayload, "src.example/o/release"), "mirror.example:5000/ns/o/release@\(digest)"),
        ] as [(Association, PlacedName)]
    )
    func names(_ association: Association, name: PlacedName) throws {
        let images = try SampleMetadata.metadata(all: [association]).images(at: Self.target)
        #expect(images.map(\.name) == [name])
        #expect(images.map(\.manifest.digest) == [Self.digest])
    }

    @Test("leaves out of an archive what never was in one, but counts its layers as carried")
    func archive() throws {
        let direct = Self.direct(.generic, "src.example/tools/beta", tag: "1.0", digest: SampleMetadata.digest("b"))
        let metadata = try SampleMetadata.metadata(all: [SampleMetadata.image("tools/alpha", "a"), direct])
        let ledger = metadata.ledger(ofArchive: "localhost", for: "isc.yaml")
        #expect(ledger.entries.keys.map(\.description) == ["localhost/tools/alpha:1.0"])
        #expect(ledger.blobHomes.keys.contains(SampleMetadata.text("layer").description))
        #expect(metadata.ledger(of: "localhost", for: "isc.yaml").entries.count == 2)
    }

    @Test(
        "names images of catalogs by the hash of their source",
        arguments: [
            (
                "registry.redhat.io/openshift4/ose-kube-rbac-proxy",
                "sha256:7efeeb8b29872a6f0271f651d7ae02c91daea16d853c50e374c310f044d8c76c", "5574585a"
            ),
            (
                "registry.redhat.io/openshift-sandboxed-containers/osc-operator-bundle",
                "sha256:8da62ba1c19c905bc1b87a6233ead475b047a766dc2acb7569149ac5cfe7f0f1", "1adce9f"
            ),
            (
                "localhost:6201/operators/anchor-bundle",
                "sha256:56407c59e8065f357e29f7d31b1b4fdf51a6eecf74cd614e35d2b0357ce2fc38", "dbaba790"
            ),
        ]
    )
    func catalogTags(source: String, digest: String, tag: String) throws {
        let association = Self.direct(.bundle, source, digest: try Digest(digest))
        let images = try SampleMetadata.metadata(all: [association]).images(at: Self.target)
        #expect(images.map(\.tag) == [tag])
    }

    @Test(
        "names images of catalogs in folders by their digest, and none if it does not say which is which",
        arguments: [
            (["oci:///catalogs/index"], String(digest.hex.prefix(6))), (["oci:///a", "src.example/index:v1"], nil),
            (["src.example/index:v1"], CatalogTagging.hash(of: "src.example/bundle@\(digest)")),
        ] as [([String], String?)]
    )
    func folderTags(catalogs: [String], tag: String?) throws {
        let metadata = WorkspaceMetadata(
            uid: try #require(WorkspaceID(SampleMetadata.uid)),
            pastMirror: PastMirror(
                timestamp: 0,
                sequence: 1,
                configuration: MirrorSection(catalogs: catalogs.map { ConfiguredCatalog($0) })
            ),
            pastAssociations: [Self.direct(.bundle, "src.example/bundle")]
        )
        #expect(metadata.images(at: Self.target).map(\.tag) == [tag])
    }

    @Test("leaves a tag to the image of the last run, and to nobody if two claim it")
    func contestedTag() throws {
        let (old, new) = (SampleMetadata.image("a", "old"), SampleMetadata.image("a", "new"))
        let settled = try SampleMetadata.metadata(run: [new], all: [old, new]).images(at: Self.target)
        #expect(
            Set(settled.map(\.name)) == ["\(Self.target)/a:1.0", "\(Self.target)/a@\(SampleMetadata.digest("old"))"]
        )
        #expect(settled.first { $0.tag != nil }?.manifest.digest == SampleMetadata.digest("new"))
        let open = try SampleMetadata.metadata(run: [old, new], all: [old, new]).images(at: Self.target)
        #expect(open.allSatisfy { $0.tag == nil })
    }

    @Test("becomes a ledger of the configuration that continues it")
    func ledger() throws {
        let all =
            [
                SampleMetadata.image("tools/alpha"),
                SampleMetadata.image("openshift/release-images", tag: "4.16.0-rc.1-x86_64", type: .releasePayload),
            ] + SampleMetadata.index("operators/proxy", tag: "a2ac29e0", type: .bundle)
        let ledger = try SampleMetadata.metadata(all: all).ledger(of: Self.target, for: "isc.yaml")
        #expect(ledger.target == Self.target)
        #expect(
            Set(ledger.entries.keys) == [
                "\(Self.target)/tools/alpha:1.0", "\(Self.target)/openshift/release-images:4.16.0-rc.1-x86_64",
                "\(Self.target)/operators/proxy:a2ac29e0",
            ]
        )
        #expect(
            ledger.entries.values.allSatisfy { $0.placed && $0.wantedBy == ["isc.yaml"] && $0.placedBy == ["isc.yaml"] }
        )
        let payload = try #require(ledger.entries["\(Self.target)/openshift/release-images:4.16.0-rc.1-x86_64"])
        #expect(payload.image.release == ReleaseFacts(version: "4.16.0-rc.1", architecture: "amd64", signatures: []))
        let proxy = try #require(ledger.entries["\(Self.target)/operators/proxy:a2ac29e0"])
        #expect(proxy.image.type == .operatorBundle)
        #expect(proxy.image.digest == SampleMetadata.digest("operators/proxy"))
        #expect(ledger.blobHomes.count == 8)
        #expect(ledger.blobHomes[all[0].layerDigests[0].description] == "\(Self.target)/tools/alpha")
        #expect(try LedgerFile.read(LedgerFile.data(of: ledger), from: "x") == ledger)
    }

    @Test("belongs to no configuration if the tool was older than its lists")
    func earlierLedger() throws {
        let digest = SampleMetadata.digest("m")
        let text = """
            {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","pastMirrors":[{"sequence":1,"manifests":[{"name":\
            "\(digest)","image":"ns/img","namespaceName":"ns/img"},{"name":"latest","image":"ns/img","namespaceName":\
            "ns/img"}]}],"pastBlobs":[{"id":"sha256:0b","namespaceName":"ns/img"}]}
            """
        let metadata = try MetadataReader.read(Array(text.utf8), from: "x").metadata
        let ledger = metadata.ledger(of: Self.target, for: "isc.yaml")
        #expect(Array(ledger.entries.keys) == ["\(Self.target)/ns/img@\(digest)"])
        #expect(ledger.entries.values.allSatisfy { $0.wantedBy.isEmpty && $0.placedBy.isEmpty })
        #expect(ledger.blobHomes == ["sha256:0b": "\(Self.target)/ns/img"])
    }
}
