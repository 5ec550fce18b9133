// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing
@testable import SequenceMetadata

/// Metadata after any number of plans, each of which brings, deletes or only forgets to delete something.
@Suite("The life of a workspace")
struct SequenceLifeTests {
    /// A mirror whose content is known, beside the metadata that tells of it.
    private struct World {
        var random: SeededGenerator
        let target: String
        let onDisk: Bool
        var metadata: WorkspaceMetadata?
        /// What the target holds, by source and digest.
        var held: [String: MirroredManifest] = [:]

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

        /// An image of one of a few repositories, which may be an index.
        mutating func image() throws -> (PlacedImage, ImageTree) {
            let name = "\(["a", "b/c", "b"][number(0...2)])/image\(number(0...3))"
            let content = number(0...5)
            let parts = try (0...number(0...2)).map { part in
                try TestImage(layers: [Array("\(name) \(content) \(part)".utf8)])
            }
            let tree: ImageTree
            if parts.count > 1 {
                let names = ["amd64", "arm64", "s390x"]
                let index = try TestImage.index(
                    parts.enumerated().map { (Platform(os: "linux", architecture: names[$0.offset]), $0.element) }
                )
                tree = ImageTree(root: index.top, children: Array(index.manifests.dropLast()))
            } else {
                tree = ImageTree(root: parts[0].top)
            }
            let root = onDisk ? "localhost" : target
            let types: [ImageType] = [.additionalImage, .operatorBundle, .releasePayload, .operatorCatalog]
            let placed = PlacedImage(
                destination: PlacedName("\(root)/\(name):\(content)"),
                digest: tree.root.descriptor.digest,
                type: types[number(0...3)],
                origins: ["src.example/\(name):\(content)"]
            )
            return (placed, tree)
        }

        /// Applies a plan: some images come, some of those that are there go.
        mutating func step() throws {
            let brought = try (0...number(0...4)).map { _ in try image() }
            let place: TargetPlace = onDisk ? .archive(folder: "usb") : TargetPlace(target)
            var images: [PlacedName: (PlacedImage, ImageTree)] = [:]
            for each in brought { images[each.0.destination] = each }
            let plan = Plan(
                work: PlanWork(copyingTo: place),
                configuration: ConfigurationRecord(path: "isc.yaml", digest: SampleMetadata.digest("isc")),
                options: PlanOptions(),
                target: PlanTarget(place),
                inSync: images.values.map(\.0)
            )
            let new = plan.sequencedImages(besides: metadata)
            let wanted = plan.sequencedNames
            // oc-mirror deletes by the metadata; the registry refuses some of it.
            let going = held.filter { !wanted.contains($0.key) && number(0...2) > 0 }.map(\.value)
            let names = (metadata?.pastAssociations ?? []).filter { each in
                going.contains { "\($0.digest)" == each.id.description } && each.name.contains("/")
            }
            let step = PlannedSequence(
                workspace: SampleMetadata.uid,
                number: metadata?.nextSequence ?? 1,
                place: .folder("meta"),
                continues: nil,
                content: .run(
                    record: PastMirror(timestamp: 0, sequence: 0, configuration: MirrorSection()).record,
                    dropped: onDisk ? names.map { PlannedSequence.Dropped(name: $0.name, path: $0.path) } : []
                )
            )
            let recorded = try new.compactMap { image in
                try images[image.destination].map { try image.recorded($0.1, onDisk: onDisk) }
            }
            metadata = try step.metadata(
                after: metadata,
                SequenceOutcome(timestamp: 1, mirrored: recorded, deleted: onDisk ? [] : Set(going)),
                at: plan.target.root
            )
            held = held.filter { !going.contains($0.value) }
            for image in new {
                held[image.name] = MirroredManifest(repository: image.destination.repository, digest: image.digest)
            }
        }
    }

    @Test(
        "writes metadata that oc-mirror takes, that is read as it was written, and that forgets nothing",
        arguments: 0..<60
    )
    func life(seed: Int) throws {
        var world = World(
            random: SeededGenerator(seed: UInt64(seed)),
            target: "mirror.example:5000/ns",
            onDisk: seed.isMultiple(of: 2)
        )
        for number in 1...6 {
            try world.step()
            let metadata = try #require(world.metadata)
            #expect(metadata.findings(in: "x").isEmpty)
            #expect(metadata.isSound && metadata.sequence == number && metadata.uid.description == SampleMetadata.uid)
            let reading = try MetadataReader.read(metadata.bytes, from: "x")
            #expect(reading.metadata == metadata && reading.leftover == 0)
            #expect(reading.digest == Digest(of: metadata.bytes))
            let roots = AssociationTree(metadata.pastAssociations).roots
            #expect(Set(roots.map(\.name)) == Set(world.held.keys))
            let all = Set(metadata.pastAssociations.map(\.key))
            #expect(Set(try #require(metadata.current).associations.map(\.key)).isSubset(of: all))
        }
    }
}
