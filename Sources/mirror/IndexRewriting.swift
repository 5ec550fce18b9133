// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Plans

/// Writes the index of a folder anew, once every byte of its volumes was read.
struct IndexRewriting {
    let content: ArchiveContent

    /// Refuses a folder that can have no index; `content` was opened so that loss is allowed.
    func check() throws {
        let remedy =
            if content.volumes.isEmpty, content.lost.isEmpty {
                "an archive was unpacked there, and an index is one of volumes\nName the folder that the volumes are in."
            } else if content.volumes.contains(where: { $0.description == nil }) {
                "mirror did not write its volumes, so they have no index\nThey are read without one."
            } else {
                String?.none
            }
        if let remedy { throw CommandError("\(content.folder): \(remedy)") }
    }

    /// Writes the index of volumes that `report` found whole; what it says is for the user.
    func write(_ audits: [VolumeAudit], _ report: ArchiveReport) throws -> String {
        guard report.isWhole else { return Self.refusal(content.folder) }
        let index = try content.remadeIndex(audits)
        let folder = try ArchiveFolder(content.folder)
        guard folder.volumes == content.volumes.map(\.name), folder.partials.isEmpty else {
            throw CommandError(
                "\(content.folder): other volumes lie there than when they were read\nRun the same command again."
            )
        }
        do {
            try index.write(in: folder.path)
        } catch {
            throw CommandError("\(error.path): \(error.message)\nPut that right, and run the same command again.")
        }
        let sets = counted(index.sets.count, "set"), volumes = counted(index.sets.flatMap(\.volumes).count, "volume")
        return "The index of \(sets) in \(volumes) is written: \(folder.path(of: ArchiveIndex.fileName))\n"
    }

    /// Why nothing is written where something is missing or damaged.
    static func refusal(_ folder: String) -> String {
        """
        The index is not written: it would vouch for what is missing or damaged.
        Copy these volumes to \(folder) again from where the archive was made. \
        If only an old index says otherwise, remove that first.

        """
    }
}
