// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// Puts volumes together to sets by what they say of themselves, and finds out what is missing.
struct SetAssembly {
    /// The volumes of one plan that are there.
    struct Group {
        let plan: Digest
        /// How many volumes the set has.
        let parts: Int
        /// The name of its first volume.
        let first: VolumeName
        /// Those that are there, in their order.
        var volumes: [ArchiveVolume]

        /// The names of all its volumes.
        var names: [VolumeName] { (0..<parts).map { VolumeName(first.number + $0) } }

        /// The names of those that are not there.
        var missing: [VolumeName] {
            let there = Set(volumes.map(\.name))
            return names.filter { !there.contains($0) }
        }
    }

    /// The sets of which at least one volume is there, in the order of their volumes.
    let groups: [Group]

    /// Puts volumes together that all describe themselves; `volumes` are in the order of their numbers.
    init(_ volumes: [ArchiveVolume]) throws(ArchiveSetError) {
        var groups: [Group] = []
        for volume in volumes {
            guard let description = volume.description else { throw Self.foreign(volume) }
            guard description.volume == volume.name.description else {
                throw ArchiveSetError(
                    path: volume.path,
                    message: "it says of itself that it is \(description.volume), part \(description.part) of "
                        + "\(description.parts) of the set \(description.plan.short)",
                    remedy: "Give the volumes the names back that they were written under."
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

    /// Refuses sets that lack a volume.
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
                        + "If it is lost, `mirror plan \(OptionName.reportMissing) FILE` writes down what has "
                        + "to be sent again, "
                        + "and plans what needs nothing of it."
                )
            }
            throw ArchiveSetError(
                path: folder.path(of: name.description),
                message: "it belongs to the set \(other.plan.short), expected \(part)",
                remedy: "Keep each archive in a folder of its own: their volumes have the same names."
            )
        }
    }

    private static func foreign(_ volume: ArchiveVolume) -> ArchiveSetError {
        ArchiveSetError(
            path: volume.path,
            message: "it is no volume that mirror wrote, unlike others in this folder: its first member does not "
                + "describe it",
            remedy: "Keep what others wrote in a folder of its own."
        )
    }
}
