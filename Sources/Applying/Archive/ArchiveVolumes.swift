// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Foundation
import OCI
import Plans
import Scheduling

/// The volumes of a plan in their folder, finished and unfinished ones.
struct ArchiveVolumes: Sendable {
    let folder: String
    let plan: PlanFile

    /// Makes the folder if only its last component is missing.
    func makeFolder() throws(ArchiveSetError) {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: folder).resolvingSymlinksInPath().path(percentEncoded: false)
        )
        if let type = attributes?[.type] as? FileAttributeType {
            guard type == .typeDirectory else {
                throw ArchiveSetError(path: folder, message: "it is a file, not a folder")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        } catch {
            throw ArchiveSetError(
                path: folder,
                message: "there is no such folder, and it cannot be made: \(error.fileProblem)",
                remedy: "Mount the disk, or make its parent folder."
            )
        }
    }

    /// The volumes of the plan that have their names already.
    ///
    /// Throws `StaleArchive` if a volume of another set is in the way.
    func finished() throws -> Set<VolumeName> {
        guard let archive = plan.plan.archive else { return [] }
        var finished: Set<VolumeName> = []
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let ours = Set(archive.volumes.compactMap { VolumeName(file: $0.name) })
        for found in names.compactMap({ VolumeName(file: $0) }).sorted() where found.number >= archive.firstVolume {
            guard ours.contains(found), try belongs(found) else {
                throw StaleArchive(
                    message: "\(folder) has \(found), which another plan wrote; the number of the next volume is higher"
                )
            }
            finished.insert(found)
        }
        return finished
    }

    private func belongs(_ volume: VolumeName) throws -> Bool {
        guard let archive = plan.plan.archive,
            let size = archive.volumes.first(where: { $0.name == volume.description })?.size
        else { return false }
        return try description(of: volume, archive).describes("\(folder)/\(volume)", size: size)
    }

    /// Removes unfinished volumes of abandoned plans, unless another process is writing them.
    ///
    /// They are stale once this set is complete, and readers of the folder would wait for them.
    func removeAbandoned() {
        guard let archive = plan.plan.archive else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasSuffix(".partial"), let volume = VolumeName(file: name.dropLast(".partial".count)),
                volume.number >= archive.firstVolume
            else { continue }
            VolumeFolder(folder).removeAbandoned(volume)
        }
    }

    /// Opens or makes the files of volumes.
    ///
    /// Throws before it changes anything in the folder if the disk lacks space for the missing bytes, or if this process
    /// may not open enough files.
    func open(_ volumes: [ArchiveLayout.Volume], parallelism: Int) throws -> [VolumeDraft] {
        guard let archive = plan.plan.archive else { return [] }
        try requireRoom(for: volumes)
        try requireOpenFiles(volumes.count, parallelism)
        var drafts: [VolumeDraft] = []
        do {
            for volume in volumes {
                let description = try description(of: volume.name, archive).bytes
                drafts.append(try VolumeDraft(volume, description: description, folder: folder))
            }
        } catch {
            for draft in drafts { draft.withdraw() }
            throw error
        }
        for draft in drafts { try draft.begin() }
        return drafts
    }

    private func requireRoom(for volumes: [ArchiveLayout.Volume]) throws(ArchiveSetError) {
        let place = VolumeFolder(folder)
        let needed = volumes.reduce(0) { $0 + place.lack(of: $1) }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value, free < needed else { return }
        throw ArchiveSetError(
            path: folder,
            message:
                "the disk does not have enough space for the volumes: \(ByteCount.room(free: free, needed: needed))",
            remedy: "Free some space and run the same plan again, or plan for another disk; nothing was written."
        )
    }

    /// Checks the limit of open files: each volume stays open until its set is complete, because an error in writing it may
    /// not be reported after the file is closed.
    private func requireOpenFiles(_ count: Int, _ parallelism: Int) throws(ArchiveSetError) {
        // This process may have inherited any number of open files.
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 32
        // Each transfer needs a connection and source files.
        let needed = open + count + 16 + 3 * parallelism
        let allowed = OpenFileLimit.raise(to: needed)
        guard allowed < needed else { return }
        throw ArchiveSetError(
            path: folder,
            message: "\(count) volumes are written at the same time and need \(needed) open files, "
                + "but this process may have only \(allowed)",
            remedy:
                "Raise the limit with `ulimit -n \(needed)`, or plan again with larger volumes; nothing was written."
        )
    }

    func description(of volume: VolumeName, _ archive: PlannedArchive) -> VolumeDescription {
        VolumeDescription(
            plan: plan.id,
            volume: volume,
            part: volume.number - archive.firstVolume + 1,
            parts: archive.volumes.count
        )
    }
}
