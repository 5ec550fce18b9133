// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import TestSupport
import Testing

extension ArchiveScene {
    /// Three images that share a layer, in volumes of a little more than the largest.
    static func threeImages() throws -> [(name: String, image: TestImage)] {
        var generator = SeededGenerator(seed: 1)
        let base = generator.bytes(300_000)
        return try (1...3).map { number in
            ("a/image\(number)", try TestImage(layers: [base, generator.bytes(100_000 * number)]))
        }
    }

    /// Expects an archive with all of a plan, and with nothing else.
    func expectWhole(_ images: [(name: String, image: TestImage)], of plan: PlanFile) async throws {
        let archive = try #require(plan.plan.archive)
        for volume in archive.volumes {
            let found = try FileManager.default.attributesOfItem(atPath: "\(usb)/\(volume.name)")[.size]
            #expect(found as? Int64 == volume.size, "\(volume.name) is as long as planned")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: usb).sorted()
                == (archive.volumes.map(\.name) + ["mirror_index.json"]).sorted()
        )
        let content = try await OpenedArchive.open(usb)
        #expect(content.indexProblem == nil)
        #expect(content.sets.map(\.plan) == [plan])
        let blobs = images.flatMap { $0.image.blobs.keys }
        try await content.verify(blobs)
        for (name, image) in images {
            #expect(content.digest(of: try Tag("1"), in: try RepositoryName(name)) == image.digest)
            #expect(try await content.manifest(image.digest) == image.top)
        }
        #expect(
            try await content.remadeIndex(content.audit()) == content.index,
            "what is read again is what the index says"
        )
    }
}

extension TestImage {
    /// The longest blob.
    var layer: Digest {
        blobs.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key ?? digest
    }
}
