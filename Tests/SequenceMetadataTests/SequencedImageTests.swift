// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing
@testable import SequenceMetadata

/// What of a plan metadata records, and how.
@Suite("The images of a step")
struct SequencedImageTests {
    @Test("names the images that metadata records, and none of the others")
    func images() throws {
        let types: [(ImageType, AssociationType?)] = [
            (.releasePayload, .releasePayload), (.releaseComponent, .releaseComponent), (.operatorBundle, .bundle),
            (.operatorRelatedImage, .bundle), (.additionalImage, .generic), (.helmImage, .generic), (.graphData, nil),
            (.operatorCatalog, nil), (.helmChart, nil), (.signature, nil), (.attestation, nil), (.sbom, nil),
            (.referrer, nil),
        ]
        #expect(Set(types.map(\.0)) == Set(ImageType.allCases))
        for (type, expected) in types {
            let found = SampleStep.plan([try SampleStep.placed("a/b", type: type)]).sequencedImages(besides: nil)
            #expect(found.map(\.type) == [expected].compactMap(\.self), "\(type)")
        }
    }

    @Test("names an image once for each source, and none from a folder")
    func sources() throws {
        let origins = ["src.example/a/b:1.0", "src.example/a/b:2.0", "other.example/a/b@\(SampleMetadata.digest("x"))"]
        let plan = SampleStep.plan([try SampleStep.placed("a/b", origins + ["oci:///some/folder"])])
        #expect(
            plan.sequencedImages(besides: nil).map(\.source.repository.host.description) == [
                "src.example", "other.example",
            ]
        )
        #expect(plan.sequencedNames.count == 2)
    }

    @Test("does not name what the metadata has in the same place, and names it in another")
    func known() throws {
        let image = try SampleStep.placed("a/b")
        let plan = SampleStep.plan([image])
        let association = Association(
            .generic,
            name: "src.example:5000/a/b@\(image.digest)",
            path: "a/b",
            id: DigestText(image.digest),
            content: .init(layers: [SampleMetadata.text("layer")])
        )
        let previous = try SampleMetadata.metadata(all: [association])
        #expect(plan.sequencedImages(besides: previous).isEmpty)
        #expect(plan.sequencedImages(besides: nil).count == 1)
        let elsewhere = SampleStep.plan(
            [try SampleStep.placed("a/b", at: "mirror.example:5000/other")],
            to: TargetPlace("mirror.example:5000/other")
        )
        #expect(elsewhere.sequencedImages(besides: previous).isEmpty)
        let moved = SampleStep.plan([try SampleStep.placed("c/b", ["src.example:5000/a/b:1.0"])])
        #expect(moved.sequencedImages(besides: previous).count == 1)
    }

    @Test("names an operator's image by digest where it also has the tag that its catalog names")
    func pinned() throws {
        let tagged = try SampleStep.placed("a/b", type: .operatorRelatedImage)
        let pinned = PlacedImage(
            destination: "\(SampleStep.target)/a/b:db08b707",
            digest: tagged.digest,
            type: .operatorRelatedImage,
            origins: ["src.example:5000/a/b@\(tagged.digest)"]
        )
        for images in [[tagged, pinned], [pinned, tagged]] {
            #expect(SampleStep.plan(images).sequencedImages(besides: nil).map(\.destination) == [pinned.destination])
        }
        #expect(SampleStep.plan([tagged]).sequencedImages(besides: nil).map(\.destination) == [tagged.destination])
        #expect(SampleStep.plan([tagged, pinned]).sequencedNames.count == 1)
    }

    @Test("writes an image by its place: on disk without host, at a registry with the whole destination")
    func places() throws {
        let registry = try #require(SampleStep.plan([try SampleStep.placed("a/b")]).sequencedImages(besides: nil).first)
        let direct = try registry.recorded(SampleStep.tree("a/b"), onDisk: false).associations
        #expect(direct.map(\.path) == ["\(SampleStep.target)/a/b@\(registry.digest)"])
        #expect(direct.map(\.tagSymlink) == ["1.0"])
        let archive = SampleStep.plan([try SampleStep.placed("a/b", at: "localhost")], to: .archive(folder: "usb"))
        let disk = try #require(archive.sequencedImages(besides: nil).first)
        let written = try disk.recorded(SampleStep.tree("a/b"), onDisk: true).associations
        #expect(written.map(\.path) == ["a/b"] && written.map(\.tagSymlink) == ["1.0"])
        let untagged = SequencedImage(
            type: .generic,
            source: try ImageReference("src.example/a/b@\(disk.digest)"),
            destination: PlacedName("localhost/a/b@\(disk.digest)"),
            digest: disk.digest,
            platforms: nil
        )
        #expect(
            try untagged.recorded(SampleStep.tree("a/b"), onDisk: true).associations.map(\.tagSymlink) == [
                String(disk.digest.hex.prefix(6))
            ]
        )
        #expect(
            try untagged.recorded(SampleStep.tree("a/b"), onDisk: false).associations.map(\.tagSymlink) == [
                String(disk.digest.hex.prefix(6))
            ]
        )
    }
}
