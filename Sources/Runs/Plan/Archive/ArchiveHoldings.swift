// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans

/// What an archive has and lost, as values.
struct ArchiveHoldings: Sendable {
    let folder: String
    /// The blobs and manifests that are lost or damaged, as far as that is known.
    let gone: Set<Digest>
    /// The volumes that are lost with what they tell of their set.
    let unknownLosses: [LostVolume]
    /// Whether the archive has a blob.
    let contains: @Sendable (Digest) -> Bool

    /// The plans of the sets of which nothing tells what they brought, sorted.
    var unknownSets: [Digest] { Set(unknownLosses.compactMap(\.plan)).sorted() }

    /// What is missing at a target of all that archives brought, whatever is wanted of it, given the images that are lost.
    ///
    /// Where a release or a catalog cannot be read, nobody knows which images a configuration wants of it. The connected
    /// side knows, and brings nothing else of such a report.
    func missingOfAll(_ lost: [Digest: Set<String>], at target: String) -> MissingReport {
        MissingReport(
            target: target,
            images: lost.map { .init(digest: $0, origins: $1.sorted()) },
            blobs: lost.isEmpty ? [] : gone.sorted(),
            sets: unknownSets
        )
    }

    /// The blobs that a plan copies out of the archive.
    func copied(by plan: Plan) -> [Digest] {
        plan.blobs.filter { !$0.atHome && !$0.source.isBuild }.map(\.digest).filter(contains)
    }
}

extension ArchiveHoldings {
    init(of archive: OpenedArchive) {
        self.init(
            folder: archive.folder,
            gone: archive.damaged.union(archive.lost.flatMap { $0.blobs ?? [] }.filter { !archive.contains($0) }),
            unknownLosses: archive.unknownLosses,
            contains: archive.contains
        )
    }
}
