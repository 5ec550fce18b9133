// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import Diagnostics
import Plans

/// Writes the index of a folder again, after every byte of its volumes was read.
package struct IndexRewriting: Sendable {
    private let content: OpenedArchive

    package init(content: OpenedArchive) { self.content = content }

    /// Refuses a folder that can have no index; `content` was opened so that missing parts are allowed.
    package func check() throws(IndexRewritingError) {
        if content.volumes.isEmpty, content.lost.isEmpty { throw .unpacked(folder: content.folder) }
        if content.volumes.contains(where: { $0.description == nil }) { throw .foreign(folder: content.folder) }
    }

    /// Writes the index of volumes, unless they are not whole; returns a message for the user.
    package func write(_ audits: [VolumeAudit], isWhole: Bool) throws -> String {
        guard isWhole else { return Self.refusal(content.folder) }
        let index = try content.remadeIndex(audits)
        let folder = try ArchiveFolder(content.folder)
        guard folder.volumes == content.volumes.map(\.name), folder.partials.isEmpty else {
            throw IndexRewritingError.changed(folder: content.folder)
        }
        do {
            try index.write(in: folder.path)
        } catch {
            throw IndexRewritingError.unwritten(error)
        }
        let sets = counted(index.sets.count, "set"), volumes = counted(index.sets.flatMap(\.volumes).count, "volume")
        return "The index of \(sets) in \(volumes) is written: \(folder.path(of: ArchiveIndex.fileName))\n"
    }

    /// The message that nothing is written because something is missing or damaged.
    package static func refusal(_ folder: String) -> String {
        """
        The index is not written, because something is missing or damaged.
        Copy these volumes to \(folder) again from where the archive was made. \
        If only an old index contradicts the volumes, remove it first.

        """
    }
}
