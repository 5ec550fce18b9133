// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Scheduling

extension OpenedArchive {
    /// The number of volumes that are read at once: one is hashed while the disk reads the other.
    private static let auditors = 2

    /// Reads every byte of the volumes, and returns the checksums of the volumes and of their blobs and documents, in
    /// order.
    ///
    /// `progress` receives the number of bytes while they are read. Throws if a volume cannot be read; a damaged one is
    /// reported in the result.
    package func audit(
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> [VolumeAudit] {
        let documents = plannedDocuments
        return try await concurrentMap(volumes, limit: Self.auditors) { volume in
            let plan = volume.description?.plan
            return try await volume.audit(documents: plan.flatMap { documents[$0] } ?? [:], progress: progress)
        }
    }

    /// The digests of each set's documents, by path.
    private var plannedDocuments: [Digest: [String: Digest]] {
        var documents: [Digest: [String: Digest]] = [:]
        for set in sets {
            let configuration = set.plan.plan.configuration.digest
            var digests = [ArchivePath.configuration(configuration): configuration]
            for document in set.plan.plan.archive?.documents ?? [] { digests[document.path] = document.digest }
            documents[set.plan.id] = digests
        }
        return documents
    }

    /// Rebuilds the index from volumes of which every byte was read; it equals the one that was written with them.
    ///
    /// Entries of the present index about sets whose volumes are elsewhere are kept. Throws for the first missing volume
    /// and for the first damaged member: an index must not list them.
    package func remadeIndex(_ audits: [VolumeAudit]) throws(ArchiveSetError) -> ArchiveIndex {
        if let lost = lost.first {
            throw ArchiveSetError.damaged(folder, "\(lost.name) cannot be listed: \(lost.reason)")
        }
        var made: [ArchiveIndex.VolumeSet] = []
        for (volume, audit) in zip(volumes, audits) {
            if let damage = audit.damages.first {
                throw ArchiveSetError.damaged(
                    volume.path,
                    "the member at \(damage.offset) is damaged: its digest is \(damage.found), expected \(damage.digest)"
                )
            }
            guard let description = volume.description else { continue }
            let entry = ArchiveIndex.Volume(
                name: "\(volume.name)",
                size: volume.size,
                checksum: audit.checksum,
                blobs: volume.blobs
            )
            if made.last?.plan == description.plan {
                made[made.count - 1].volumes.append(entry)
            } else {
                made.append(ArchiveIndex.VolumeSet(plan: description.plan, volumes: [entry]))
            }
        }
        let names = Set(volumes.map { "\($0.name)" })
        let plans = Set(made.map(\.plan))
        let others = (index?.sets ?? []).filter { set in
            !plans.contains(set.plan) && set.volumes.allSatisfy { !names.contains($0.name) }
        }
        return ArchiveIndex(sets: (made + others).sorted { $0.firstVolume < $1.firstVolume })
    }
}
