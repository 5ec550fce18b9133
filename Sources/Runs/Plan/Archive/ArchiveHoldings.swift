// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans

/// The contents and losses of an archive, as values.
struct ArchiveHoldings: Sendable {
    let folder: String
    /// The blobs and manifests that are known to be lost or damaged.
    let gone: Set<Digest>
    /// The lost volumes that were the only record of their set.
    let unknownLosses: [LostVolume]
    /// Whether it is an archive of oc-mirror v1.
    var isSequenced = false
    /// Whether the archive has a blob.
    let contains: @Sendable (Digest) -> Bool

    /// The plans of the sets with unknown contents, sorted.
    var unknownSets: [Digest] { Set(unknownLosses.compactMap(\.plan)).sorted() }

    /// Everything from archives that is missing at a target, whether it is wanted or not, given the lost images.
    ///
    /// If a release or a catalog cannot be read, its images are unknown here. The connected side knows them, and sends
    /// nothing else of the report.
    func missingOfAll(_ lost: [Digest: Set<String>], at target: String) -> MissingReport {
        MissingReport(
            target: target,
            images: lost.map { .init(digest: $0, origins: $1.sorted()) },
            blobs: lost.isEmpty ? [] : gone.sorted(),
            sets: unknownSets
        )
    }

    /// The blobs that a plan copies from the archive.
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
            isSequenced: archive.isSequenced,
            contains: archive.contains
        )
    }
}
