// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// What people review of the archive that a plan writes or reads.
struct ArchiveLines {
    let plan: Plan
    let style: TextStyle

    /// The volumes that are written, each with its exact size.
    var volumes: [String] {
        guard let archive = plan.archive else { return [] }
        let lines = archive.volumes.map { volume in
            "  \(style(.added, "+")) \(printable(volume.name)) \(ByteCount.text(volume.size)), \(volume.size) bytes"
        }
        let limit = ByteCount.text(archive.limit)
        return ["", style(.heading, "Volumes (of at most \(limit))")] + lines
    }

    /// The archive that is read.
    var source: [String] {
        guard let source = plan.source else { return [] }
        let names = source.volumes.map(\.name)
        let volumes =
            switch names.count {
            case 0: "an unpacked one"
            case 1...3: names.joined(separator: ", ")
            default: "\(names[0]) to \(names[names.count - 1])"
            }
        return [printable("  read from \(source.folder): \(volumes)")]
    }

    /// What writing costs, in the place of what a registry is sent.
    var cost: String? {
        guard let archive = plan.archive else { return nil }
        let (transfer, size) = ByteCount.pair(
            plan.summary.bytesToTransfer,
            archive.volumes.reduce(0) { $0 + $1.size }
        )
        return "\(transfer) to transfer, \(counted(archive.volumes.count, "volume")) of \(size)"
    }
}

extension PlanTarget {
    /// A destination as people read it: in an archive without the host that stands for no registry.
    func shown(_ destination: String) -> String {
        guard isArchive, destination.hasPrefix("\(root)/") else { return destination }
        return String(destination.dropFirst(root.count + 1))
    }
}
