// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Groups volumes into sets by their descriptions, and finds missing volumes.
struct SetAssembly {
    /// The existing volumes of one plan.
    struct Group {
        let plan: Digest
        /// The number of volumes in the set.
        let parts: Int
        /// The name of its first volume.
        let first: VolumeName
        /// The existing volumes, in order.
        var volumes: [ArchiveVolume]

        /// The names of all its volumes.
        var names: [VolumeName] { (0..<parts).map { VolumeName(first.number + $0) } }

        /// The names of the missing volumes.
        var missing: [VolumeName] {
            let there = Set(volumes.map(\.name))
            return names.filter { !there.contains($0) }
        }
    }

    /// The sets with at least one existing volume, in the order of their volumes.
    let groups: [Group]

    /// Groups volumes that all have descriptions; `volumes` are in the order of their numbers.
    init(_ volumes: [ArchiveVolume]) throws(ArchiveSetError) {
        var groups: [Group] = []
        for volume in volumes {
            guard let description = volume.description else { throw Self.foreign(volume) }
            guard description.volume == volume.name.description else {
                throw ArchiveSetError(
                    path: volume.path,
                    message: "its description says that it is \(description.volume), part \(description.part) of "
                        + "\(description.parts) of the set \(description.plan.short)",
                    remedy: "Give the volumes their original names."
                )
            }
            let first = VolumeName(volume.name.number - description.part + 1)
            if let place = groups.firstIndex(where: { $0.plan == description.plan }) {
                let group = groups[place]
                guard group.first == first, group.parts == description.parts else {
                    throw ArchiveSetError(
                        path: volume.path,
                        message: "it is part \(description.part) of \(description.parts) of the set "
                            + "\(description.plan.short), which begins with \(group.first) and has \(group.parts)",
                        remedy: ArchiveSetError.copyAgain
                    )
                }
                groups[place].volumes.append(volume)
            } else {
                groups.append(Group(plan: description.plan, parts: description.parts, first: first, volumes: [volume]))
            }
        }
        self.groups = groups
    }

    /// Refuses sets with a missing volume.
    func requireWhole(in folder: ArchiveFolder) throws(ArchiveSetError) {
        for group in groups {
            guard let name = group.missing.first else { continue }
            let part = "part \(name.number - group.first.number + 1) of \(group.parts) of the set \(group.plan.short)"
            let others = group.missing.count == 1 ? "" : ", and \(group.missing.count - 1) more of its volumes"
            guard let other = groups.first(where: { $0.volumes.contains { $0.name == name } }) else {
                throw ArchiveSetError(
                    path: folder.path,
                    message: "\(name) is missing, which is \(part)\(others)",
                    remedy: "Copy it from where the archive was made. "
                        + "If it is lost, `mirror plan \(OptionName.reportMissing) FILE` writes down the content "
                        + "to send again, "
                        + "and plans the images that do not need it."
                )
            }
            throw ArchiveSetError(
                path: folder.path(of: name.description),
                message: "it belongs to the set \(other.plan.short), expected \(part)",
                remedy: "Keep each archive in a separate folder: their volumes have the same names."
            )
        }
    }

    private static func foreign(_ volume: ArchiveVolume) -> ArchiveSetError {
        ArchiveSetError(
            path: volume.path,
            message: "mirror did not write it, unlike other volumes in this folder: its first member does not "
                + "describe it",
            remedy: "Keep volumes of other tools in a separate folder."
        )
    }
}
