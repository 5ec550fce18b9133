// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import SequenceMetadata
import TestSupport
import Testing

@Suite("The metadata of the next run")
struct SequenceStepTests {
    private static let target = "mirror.example:5000/ns"

    /// An image of one platform or, with several, an index.
    private static func image(_ name: String, platforms: [String] = []) throws -> ImageTree {
        let images = try (platforms.isEmpty ? [""] : platforms).map { platform in
            (Platform(os: "linux", architecture: platform), try TestImage(layers: [Array("\(name) \(platform)".utf8)]))
        }
        guard !platforms.isEmpty else { return ImageTree(root: images[0].1.top) }
        let index = try TestImage.index(images)
        return ImageTree(root: index.top, children: Array(index.manifests.dropLast()))
    }

    private static func recorded(_ name: String, platforms: [String] = [], onDisk: Bool = true) throws -> RecordedImage
    {
        try RecordedImage(
            .generic,
            image(name, platforms: platforms),
            from: Repository("src.example/tools/\(name)"),
            at: onDisk
                ? .disk(repository: "tools/\(name)", tag: "1.0")
                : .target(PlacedRepository("\(target)/tools/\(name)"), sourceTag: nil)
        )
    }

    private static func new() throws -> WorkspaceMetadata {
        WorkspaceMetadata(uid: try #require(WorkspaceID(SampleMetadata.uid)))
    }

    private static func step(_ images: [RecordedImage], dropped: Set<Association.Key> = []) -> SequenceStep {
        SequenceStep(timestamp: 1, configuration: MirrorSection(), mirrored: images, dropped: dropped)
    }

    @Test("describes an image as oc-mirror does, on disk and at a target")
    func associations() throws {
        let tree = try Self.image("beta", platforms: ["amd64", "arm64"])
        let digest = tree.root.descriptor.digest
        let disk = try Self.recorded("beta", platforms: ["amd64", "arm64"]).associations
        #expect(
            disk.map(\.name) == ["src.example/tools/beta@\(digest)"] + tree.children.map { "\($0.descriptor.digest)" }
        )
        #expect(disk.map(\.path) == ["tools/beta", "tools/beta", "tools/beta"])
        #expect(disk.map(\.tagSymlink) == ["1.0", "", ""])
        #expect(disk[0].manifestDigests == tree.children.map { DigestText($0.descriptor.digest) })
        // The configuration comes last.
        #expect(disk[1].layerDigests == tree.children[0].blobs.reversed().map { DigestText($0.digest) })
        let direct = try Self.recorded("beta", platforms: ["amd64", "arm64"], onDisk: false).associations
        #expect(Set(direct.map(\.path)) == ["\(Self.target)/tools/beta@\(digest)"])
        #expect(direct.map(\.tagSymlink) == [String(digest.hex.prefix(6)), "", ""])
    }

    @Test("names only those children of an index that were mirrored")
    func sparse() throws {
        let tree = try Self.image("beta", platforms: ["amd64", "arm64"])
        let image = try RecordedImage(
            .generic,
            ImageTree(root: tree.root, children: [tree.children[1]]),
            from: Repository("src.example/beta"),
            at: .disk(repository: "beta", tag: "1")
        )
        #expect(image.associations.map(\.manifestDigests.count) == [1, 0])
        #expect(try Self.new().next(Self.step([image])).isSound)
        #expect(throws: UnrecordableImage.self) {
            try RecordedImage(
                .generic,
                ImageTree(root: tree.root),
                from: Repository("src.example/beta"),
                at: .disk(repository: "beta", tag: "1")
            )
        }
    }

    @Test("goes through a life of three runs")
    func life() throws {
        let (alpha, beta) = (try Self.recorded("alpha"), try Self.recorded("beta", platforms: ["amd64", "arm64"]))
        let gamma = try Self.recorded("gamma")
        let first = try Self.new().next(Self.step([alpha, beta]))
        #expect(first.sequence == 1)
        #expect(first.pastAssociations.count == 4)

        let wanted = Set([alpha, gamma].map { $0.associations[0].name })
        let second = try first.next(Self.step([gamma], dropped: first.images(notAmong: wanted)))
        #expect(second.sequence == 2)
        #expect(second.pastMirrors.count == 1)
        #expect(second.current?.associations == gamma.associations)
        #expect(Set(second.pastAssociations) == Set(alpha.associations + gamma.associations))
        #expect(DroppedContent(from: first, to: second, at: Self.target).deletions.count == 3)

        let third = try second.next(Self.step([beta]))
        #expect(third.sequence == 3)
        #expect(third.pastAssociations.count == 5)
        let order = try SequenceOrder(of: third, after: second)
        #expect(order == .next)
    }

    @Test("forgets what was deleted from the target, and keeps what was to be deleted and is still there")
    func deleted() throws {
        let (alpha, beta) = (try Self.recorded("alpha", onDisk: false), try Self.recorded("beta", onDisk: false))
        let first = try Self.new().next(Self.step([alpha, beta]))
        let gone = first.manifests(at: Self.target).filter { $0.repository.hasSuffix("alpha") }
        let dropped = first.images(deleted: Set(gone), at: Self.target)
        #expect(try first.next(Self.step([], dropped: dropped)).pastAssociations == beta.associations)
    }

    @Test("cannot follow metadata that contradicts itself, or that of another generation")
    func refused() throws {
        let unsound = try SampleMetadata.metadata(all: Array(SampleMetadata.index("b").dropLast()))
        #expect(throws: MetadataContinuationError.unsound) { try unsound.next(Self.step([])) }
        let text = #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1"}"#
        let earlier = try MetadataReader.read(Array(text.utf8), from: "x").metadata
        #expect(throws: MetadataContinuationError.earlierGeneration(.alpha1)) { try earlier.next(Self.step([])) }
    }

    @Test("passes every check after any runs, and is read as it was written", arguments: 0..<60)
    func property(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        var metadata = try Self.new()
        for number in 1...random.number(1...8) {
            let images = try random.list(5) { random in
                let platforms = [[], ["amd64"], ["amd64", "arm64"], ["arm64", "s390x"]][random.number(0...3)]
                return try Self.recorded("image\(random.number(0...5))", platforms: platforms, onDisk: random.flag())
            }
            let roots = AssociationTree(metadata.pastAssociations).roots
            let dropped = roots.filter { _ in random.number(0...2) == 0 }.map(\.key)
            let next = try metadata.next(Self.step(images, dropped: Set(dropped)))
            #expect(next.findings(in: "x").isEmpty)
            #expect(next.sequence == number)
            #expect(try SequenceOrder(of: next, after: metadata) == (number == 1 ? .first(others: []) : .next))
            let all = Set(next.pastAssociations.map(\.key))
            #expect(images.allSatisfy { all.isSuperset(of: $0.associations.map(\.key)) })
            let kept = roots.map(\.key).filter { !dropped.contains($0) }
            #expect(all.isSuperset(of: kept))
            metadata = try MetadataReader.read(next.bytes, from: "x").metadata
            #expect(metadata == next)
        }
    }
}
