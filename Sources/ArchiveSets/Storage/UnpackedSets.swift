// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans

/// The sets whose volumes were unpacked into a folder.
struct UnpackedSets {
    let folder: ArchiveFolder
    let storage: StorageFolder
    let table: MemberTable

    /// Returns the sets in the order of their volumes, and checks that each was unpacked completely; the call blocks.
    ///
    /// If loss is allowed, sets without their plan are left out.
    func sets(allowingLoss: Bool) throws -> [ArchiveSet] {
        var volumes: [Digest: [VolumeDescription]] = [:]
        for path in table.documents(below: ArchivePath.volumes) {
            guard let bytes = try bytes(of: path, limit: VolumeDescription.sizeLimit),
                let description = try? VolumeDescription(reading: bytes), description.path == path
            else {
                throw ArchiveSetError(
                    path: folder.path(of: path),
                    message: "it does not describe a volume of its name",
                    remedy: "Unpack the archive again."
                )
            }
            volumes[description.plan, default: []].append(description)
        }
        var sets: [ArchiveSet] = []
        // If several sets are broken, the error always names the same one.
        for (plan, descriptions) in volumes.sorted(by: { $0.key < $1.key }) {
            if allowingLoss, table.documents[ArchivePath.plan(plan)] == nil { continue }
            sets.append(try set(of: plan, descriptions, allowingLoss))
        }
        return sets.sorted { ($0.volumes.first?.number ?? 0) < ($1.volumes.first?.number ?? 0) }
    }

    private func set(
        of plan: Digest,
        _ descriptions: [VolumeDescription],
        _ allowsLoss: Bool
    ) throws -> ArchiveSet {
        let documents = try SetDocuments(of: plan, path: folder.path, bytes)
        let names = descriptions.compactMap { VolumeName(file: $0.volume) }.sorted()
        let planned = documents.plan.plan.archive?.volumes.compactMap { VolumeName(file: $0.name) } ?? []
        if !allowsLoss {
            if let missing = planned.first(where: { !names.contains($0) }) {
                throw lacking("\(missing) of the set \(plan.short)")
            }
            for blob in documents.plan.plan.blobs where blob.volume != nil {
                guard table.blobs[blob.digest]?.size == blob.size else {
                    throw lacking("\(blob.digest) of \(blob.size) bytes, which the set \(plan.short) brings")
                }
            }
        }
        return ArchiveSet(plan: documents.plan, configuration: documents.configuration, volumes: names)
    }

    private func bytes(of member: String, limit: Int) throws -> [UInt8]? {
        guard let size = table.documents[member]?.size else { return nil }
        return try FileRange(path: storage.path(of: member), fileSize: size, offset: 0, size: size)
            .bytes(of: member, limit: limit)
    }

    private func lacking(_ what: String) -> ArchiveSetError {
        ArchiveSetError(
            path: folder.path,
            message: "it lacks \(what)",
            remedy: "Unpack all volumes into the same folder, or name the folder that the volumes are in."
        )
    }
}
