// SPDX-License-Identifier: Apache-2.0

import Archives
import OCI
import Plans
import Scheduling

/// Opens an archive: reads the headers of its volumes, and checks that nothing is missing.
struct ArchiveOpening {
    let folder: ArchiveFolder
    let allowsLoss: Bool

    func content() async throws -> OpenedArchive {
        try folder.requireFinished()
        guard !folder.volumes.isEmpty else { return try await storage() }
        var (volumes, damages) = try await scan()
        let (index, problem) = readIndex()
        // A damaged volume cannot tell which tool wrote it.
        let isOurs = volumes.contains { $0.description != nil } || volumes.isEmpty && index != nil
        guard isOurs else { return try foreign(volumes, damages) }

        let (groups, sets) = try await sets(&volumes, &damages)
        let comparison = IndexComparison(folder: folder, index: index, groups: groups)
        try comparison.requireSameVolumes()
        if !allowsLoss { try comparison.requireNewest() }
        return OpenedArchive(
            folder: folder.path,
            sets: sets,
            volumes: volumes,
            lost: allowsLoss ? comparison.lost(sets, damages) : [],
            index: index,
            indexProblem: problem,
            table: MemberTable(volumes: volumes),
            storage: nil,
            documentDigests: SetReading.documentDigests(of: sets, volumes)
        )
    }

    /// The readable volumes, and the errors of the others.
    private func scan() async throws -> (volumes: [ArchiveVolume], damages: [VolumeName: ArchiveSetError]) {
        var volumes: [ArchiveVolume] = []
        var damages: [VolumeName: ArchiveSetError] = [:]
        for name in folder.volumes {
            try Task.checkCancellation()
            let path = folder.path(of: name.description)
            do {
                volumes.append(try await blocking { try VolumeScan.volume(name, at: path) })
            } catch let error as ArchiveSetError where allowsLoss {
                damages[name] = error
            }
        }
        return (volumes, damages)
    }

    /// The sets of the volumes; if loss is allowed, volumes that do not match their plan are left out.
    private func sets(
        _ volumes: inout [ArchiveVolume],
        _ damages: inout [VolumeName: ArchiveSetError]
    ) async throws -> ([SetAssembly.Group], [ArchiveSet]) {
        let reading = SetReading(folder: folder, allowsLoss: allowsLoss)
        while true {
            let assembly = try SetAssembly(volumes)
            if !allowsLoss { try assembly.requireWhole(in: folder) }
            let groups = assembly.groups
            do {
                return (groups, try await blocking { try groups.compactMap { try reading.set(of: $0) } })
            } catch let error as ArchiveSetError where allowsLoss {
                guard let place = volumes.firstIndex(where: { $0.path == error.path }) else { throw error }
                damages[volumes[place].name] = error
                volumes.remove(at: place)
            }
        }
    }

    private func readIndex() -> (index: ArchiveIndex?, problem: ArchiveSetError?) {
        do {
            return (try ArchiveIndex.read(in: folder), nil)
        } catch {
            return (nil, error)
        }
    }

    /// A foreign archive: its volumes are numbered from 1, and their total number is not recorded.
    private func foreign(
        _ volumes: [ArchiveVolume],
        _ damages: [VolumeName: ArchiveSetError]
    ) throws(ArchiveSetError) -> OpenedArchive {
        let last = folder.volumes.last?.number ?? 0
        let missing = Set(1...max(1, min(last, folder.volumes.count + 1))).subtracting(folder.volumes.map(\.number))
        if !allowsLoss, let first = missing.min() {
            throw ArchiveSetError(
                path: folder.path,
                message: "\(VolumeName(first)) is missing: the volumes that are there go on to \(VolumeName(last))",
                remedy: "Copy it from where the archive was made."
            )
        }
        let lost = damages.map { LostVolume(name: $0, plan: nil, reason: $1.message, blobs: nil) }
        let gone = missing.map { LostVolume(name: VolumeName($0), plan: nil, reason: "it is missing", blobs: nil) }
        return OpenedArchive(
            folder: folder.path,
            sets: [],
            volumes: volumes,
            lost: allowsLoss ? (lost + gone).sorted { $0.name < $1.name } : [],
            index: nil,
            indexProblem: nil,
            table: MemberTable(volumes: volumes),
            storage: nil,
            documentDigests: [:]
        )
    }

    /// The storage of a registry.
    private func storage() async throws -> OpenedArchive {
        guard let storage = try StorageFolder(in: folder.path) else {
            throw ArchiveSetError(
                path: folder.path,
                message: "there is no archive: found neither \(VolumeName(1)) nor the folder docker/registry/v2",
                remedy: "Name the folder that the volumes of the archive are in."
            )
        }
        let (table, sets) = try await blocking {
            let table = try storage.table()
            let unpacked = UnpackedSets(folder: folder, storage: storage, table: table)
            return (table, try unpacked.sets(allowingLoss: allowsLoss))
        }
        let documents = sets.flatMap { $0.plan.plan.archive?.documents ?? [] }
        return OpenedArchive(
            folder: folder.path,
            sets: sets,
            volumes: [],
            lost: [],
            index: nil,
            indexProblem: nil,
            table: table,
            storage: storage,
            // If a path occurs more than once, the last set counts.
            documentDigests: Dictionary(documents.map { ($0.path, $0.digest) }, uniquingKeysWith: { $1 })
        )
    }
}
