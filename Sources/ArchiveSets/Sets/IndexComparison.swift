// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans

/// Compares the index with the existing volumes, and finds what the volumes lack.
///
/// If index and volumes contradict each other, the volumes are right: an index can be old or damaged.
struct IndexComparison {
    let folder: ArchiveFolder
    let index: ArchiveIndex?
    let groups: [SetAssembly.Group]

    /// Refuses a volume if its name belonged to another set when the index was written.
    func requireSameVolumes() throws(ArchiveSetError) {
        guard let index else { return }
        for group in groups {
            for volume in group.volumes {
                guard let (set, listed) = index.entry(of: volume.name), set.plan != group.plan,
                    !listed.describes(volume)
                else { continue }
                throw ArchiveSetError(
                    path: volume.path,
                    message: "it belongs to the set \(group.plan.short), by \(ArchiveIndex.fileName) to the set "
                        + "\(set.plan.short)",
                    remedy: "If it came from another archive, copy the right one, and keep each archive in a separate "
                        + "folder. If it is right, remove the index, and write it again: "
                        + "mirror describe \(OptionName.writeIndex) \(shellArgument(folder.path))"
                )
            }
        }
    }

    /// Refuses a folder without any volume of the newest set; older sets may be elsewhere.
    func requireNewest() throws(ArchiveSetError) {
        guard let set = laterSets.last, let first = set.volumes.first else { return }
        throw ArchiveSetError(
            path: folder.path,
            message: "the newest set \(set.plan.short) is missing: \(ArchiveIndex.fileName) lists \(first.name)"
                + (set.volumes.count == 1 ? "" : " and \(set.volumes.count - 1) more"),
            remedy: "Copy its volumes from where the archive was made. "
                + "If they are lost, `mirror plan \(OptionName.reportMissing) FILE` writes down the content to "
                + "send again, "
                + "and plans the images that do not need it."
        )
    }

    /// The sets of the index after all existing volumes, in order.
    private var laterSets: [ArchiveIndex.VolumeSet] {
        let last = groups.flatMap(\.names).max()
        let there = Set(groups.map(\.plan))
        return (index?.sets ?? []).filter { set in
            guard !there.contains(set.plan) else { return false }
            guard let last else { return true }
            return set.volumes.allSatisfy { VolumeName(file: $0.name).map { $0 > last } ?? false }
        }
    }

    /// The missing and damaged volumes, in order.
    func lost(_ sets: [ArchiveSet], _ damages: [VolumeName: ArchiveSetError]) -> [LostVolume] {
        var lost: [VolumeName: LostVolume] = [:]
        func lose(_ name: VolumeName, of plan: Digest?) {
            lost[name] = LostVolume(
                name: name,
                plan: plan ?? index?.entry(of: name)?.set.plan,
                reason: damages[name]?.message ?? "it is missing",
                blobs: blobs(of: name, plan, sets)
            )
        }
        for name in damages.keys { lose(name, of: nil) }
        for group in groups { for name in group.missing { lose(name, of: group.plan) } }
        for set in laterSets {
            for name in set.volumes.compactMap({ VolumeName(file: $0.name) }) { lose(name, of: set.plan) }
        }
        return lost.values.sorted { $0.name < $1.name }
    }

    private func blobs(of name: VolumeName, _ plan: Digest?, _ sets: [ArchiveSet]) -> [Digest]? {
        if let (set, volume) = index?.entry(of: name), plan == nil || set.plan == plan {
            return Set(volume.blobs.map(\.digest)).sorted()
        }
        guard let set = sets.first(where: { $0.plan.id == plan }) else { return nil }
        return set.plan.plan.blobs.filter { $0.volume == name.number }.map(\.digest).sorted()
    }
}

extension ArchiveIndex {
    /// The index's entry of a volume, with its set.
    package func entry(of name: VolumeName) -> (set: VolumeSet, volume: Volume)? {
        for set in sets {
            if let volume = set.volumes.first(where: { $0.name == name.description }) { return (set, volume) }
        }
        return nil
    }
}

extension ArchiveIndex.Volume {
    /// Whether a volume matches its entry in the index, as far as its headers show.
    package func describes(_ volume: ArchiveVolume) -> Bool {
        name == volume.name.description && size == volume.size && blobs == volume.blobs
    }
}
