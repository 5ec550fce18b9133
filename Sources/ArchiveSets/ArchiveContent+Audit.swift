// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Scheduling

extension ArchiveContent {
    /// How many volumes are read at once: one is hashed while the disk brings the other.
    private static let auditors = 2

    /// Reads every byte of the volumes, for their checksums and those of their blobs, in the order of the volumes.
    ///
    /// `progress` is told of bytes as they are read. Throws for a volume that cannot be read; one that is damaged says
    /// so in what is returned.
    package func audit(
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> [VolumeAudit] {
        try await concurrentMap(volumes, limit: Self.auditors) { try await $0.audit(progress: progress) }
    }

    /// Makes the index anew from the volumes, of which every byte is read.
    ///
    /// What the index that is there says of other sets is kept. Throws for the first blob that is damaged: an index
    /// would vouch for it.
    package func remadeIndex(
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> ArchiveIndex {
        let audits = try await audit(progress: progress)
        var made: [ArchiveIndex.Set] = []
        for (volume, audit) in zip(volumes, audits) {
            if let damage = audit.damages.first {
                throw Self.damaged(volume.path, at: damage.offset, damage.digest, damage.found)
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
                made.append(ArchiveIndex.Set(plan: description.plan, volumes: [entry]))
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
