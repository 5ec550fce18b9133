// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Reads the plan of a set, and compares the volumes with it.
struct SetReading {
    let folder: ArchiveFolder
    let allowsLoss: Bool

    /// Returns the set; `nil` if its first volume is lost and loss is allowed.
    func set(of group: SetAssembly.Group) throws -> ArchiveSet? {
        // A set that must be complete has its first volume.
        guard let first = group.volumes.first, first.name == group.first else { return nil }
        let documents = try SetDocuments(of: group.plan, path: first.path) { member, limit in
            try (group.volumes.first { $0.documents[member] != nil } ?? first).bytes(of: member, limit: limit)
        }
        try compare(group, with: documents.plan.plan)
        return ArchiveSet(
            plan: documents.plan,
            configuration: documents.configuration,
            volumes: group.volumes.map(\.name)
        )
    }

    /// Checks that the volumes are those of the plan.
    private func compare(_ group: SetAssembly.Group, with plan: Plan) throws(ArchiveSetError) {
        guard let archive = plan.archive, archive.volumes.map(\.name) == group.names.map(\.description) else {
            let names = plan.archive?.volumes.map(\.name).joined(separator: ", ") ?? "none"
            throw ArchiveSetError(
                path: folder.path,
                message: "the set \(group.plan.short) has \(group.parts) volumes from \(group.first) on, its plan "
                    + "writes \(names)",
                remedy: ArchiveSetError.copyAgain
            )
        }
        for volume in group.volumes {
            let planned = archive.volumes[volume.name.number - group.first.number].size
            guard planned == volume.size else {
                throw ArchiveSetError.damaged(
                    volume.path,
                    "found \(volume.size) bytes, expected \(planned) by its plan"
                )
            }
            try compareBlobs(volume, with: plan)
        }
        for document in archive.documents where !allowsLoss {
            guard group.volumes.contains(where: { $0.documents[document.path] != nil }) else {
                throw ArchiveSetError.damaged(
                    group.volumes[0].path,
                    "it lacks the member `\(document.path)`, which its plan puts there"
                )
            }
        }
    }

    private func compareBlobs(_ volume: ArchiveVolume, with plan: Plan) throws(ArchiveSetError) {
        let sizes = Dictionary(volume.blobs.map { ($0.digest, $0.size) }, uniquingKeysWith: { first, _ in first })
        for blob in plan.blobs where blob.volume == volume.name.number {
            guard let size = sizes[blob.digest] else {
                throw ArchiveSetError.damaged(volume.path, "it lacks \(blob.digest), which its plan puts there")
            }
            guard size == blob.size else {
                throw ArchiveSetError.damaged(
                    volume.path,
                    "\(blob.digest) has \(size) bytes in it, expected \(blob.size) by its plan"
                )
            }
        }
    }

    /// The digests of documents in the plans; for each path, the last volume with it counts.
    static func documentDigests(of sets: [ArchiveSet], _ volumes: [ArchiveVolume]) -> [String: Digest] {
        let planned = sets.flatMap { set in
            set.volumes.map { ($0, set.plan.plan.archive?.documents ?? []) }
        }
        let byVolume = Dictionary(planned, uniquingKeysWith: { first, _ in first })
        var digests: [String: Digest] = [:]
        for volume in volumes {
            let documents = byVolume[volume.name] ?? []
            let expected = Dictionary(documents.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
            for path in volume.documents.keys { digests[path] = expected[path] }
        }
        return digests
    }
}
