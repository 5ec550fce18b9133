// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans

/// Reads the plan of a set, and compares the volumes with what it says of them.
struct SetReading {
    /// The most bytes of a configuration.
    private static let configurationLimit = 16 << 20

    let folder: ArchiveFolder
    let allowsLoss: Bool

    /// Returns the set; `nil` where its first volume is lost, and may be.
    func set(of group: SetAssembly.Group) throws -> ArchiveSet? {
        guard let first = group.volumes.first, first.name == group.first else {
            // A set that has to be whole has one.
            return nil
        }
        let plan = try plan(group.plan, first)
        let path = ArchivePath.configuration(plan.plan.configuration.digest)
        let holder = group.volumes.first { $0.documents[path] != nil } ?? first
        let configuration = try read(path, holder, limit: Self.configurationLimit)
        let found = Digest(of: configuration, algorithm: plan.plan.configuration.digest.algorithm)
        guard found == plan.plan.configuration.digest else {
            throw damaged(
                first,
                "the digest of its configuration is \(found), expected \(plan.plan.configuration.digest)"
            )
        }
        try compare(group, with: plan.plan)
        return ArchiveSet(plan: plan, configuration: configuration, volumes: group.volumes.map(\.name))
    }

    private func plan(_ id: Digest, _ volume: ArchiveVolume) throws -> PlanFile {
        let bytes = try read(ArchivePath.plan(id), volume, limit: PlanFile.sizeLimit)
        let file: PlanFile
        do {
            file = try PlanFile(reading: Data(bytes))
        } catch {
            throw ArchiveSetError(path: volume.path, message: "the plan in it cannot be used: \(error)")
        }
        guard file.id == id else { throw damaged(volume, "the plan in it is \(file.id), expected \(id)") }
        return file
    }

    private func read(_ member: String, _ volume: ArchiveVolume, limit: Int) throws -> [UInt8] {
        guard let range = volume.documents[member] else { throw damaged(volume, "it lacks the member `\(member)`") }
        guard range.size <= limit else {
            throw damaged(
                volume,
                "its member `\(member)` has \(range.size) bytes, more than the \(limit) that are read"
            )
        }
        return try FileRange(path: volume.path, fileSize: volume.size, offset: range.offset, size: range.size).bytes()
    }

    /// Makes sure that the volumes are those that the plan wrote.
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
        for (position, volume) in group.volumes.enumerated() {
            let place = volume.name.number - group.first.number
            guard archive.volumes[place].size == volume.size else {
                throw damaged(volume, "found \(volume.size) bytes, expected \(archive.volumes[place].size) by its plan")
            }
            try compareBlobs(volume, with: plan)
            if position == 0 { try compareDocuments(group.volumes, with: archive) }
        }
    }

    private func compareBlobs(_ volume: ArchiveVolume, with plan: Plan) throws(ArchiveSetError) {
        let sizes = Dictionary(volume.blobs.map { ($0.digest, $0.size) }, uniquingKeysWith: { first, _ in first })
        for blob in plan.blobs where blob.volume == volume.name.number {
            guard let size = sizes[blob.digest] else {
                throw damaged(volume, "it lacks \(blob.digest), which its plan puts there")
            }
            guard size == blob.size else {
                throw damaged(volume, "\(blob.digest) has \(size) bytes in it, expected \(blob.size) by its plan")
            }
        }
    }

    private func compareDocuments(_ volumes: [ArchiveVolume], with archive: PlannedArchive) throws(ArchiveSetError) {
        for document in archive.documents {
            let found = volumes.compactMap { $0.documents[document.path] }.first
            guard found != nil || allowsLoss else {
                throw damaged(volumes[0], "it lacks the member `\(document.path)`, which its plan puts there")
            }
        }
    }

    private func damaged(_ volume: ArchiveVolume, _ message: String) -> ArchiveSetError {
        ArchiveSetError(path: volume.path, message: message, remedy: ArchiveSetError.copyAgain)
    }

    /// What the plans say of the documents that count: those in the last volume that has one of the path.
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
