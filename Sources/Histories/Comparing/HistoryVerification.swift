// SPDX-License-Identifier: Apache-2.0

package import Audit
import Ledger
import OCI
import Plans

/// The work of `mirror history verify`: it compares the history of an archive with the volumes in a folder.
package struct HistoryVerification: Sendable {
    /// Whether there is a ledger.
    package let isKnown: Bool
    private let history: ArchiveHistory
    private let archive: HistoryArchive
    /// Whether every byte is read, instead of trusting the index beside the volumes.
    private let readsAll: Bool

    package init(of archive: HistoryArchive, in trail: AuditTrail, readsAll: Bool) throws {
        let ledger = try trail.ledger(of: archive.target)
        self.init(of: archive, ledger?.archive, isKnown: ledger != nil, readsAll: readsAll)
    }

    init(of archive: HistoryArchive, _ history: ArchiveHistory?, isKnown: Bool, readsAll: Bool) {
        self.archive = archive
        self.history = history ?? ArchiveHistory()
        self.isKnown = isKnown
        self.readsAll = readsAll
    }

    /// Compares the history with the volumes in a folder; the default is the archive's own folder.
    package func run(
        in folder: String? = nil,
        events: @escaping @Sendable (HistoryEvent) -> Void
    ) async throws -> HistoryComparison {
        var folders = try await HistoryFolders([folder ?? archive.folder])
        try await folders.audit(where: { isRead($1, of: $0) }) { events(.reading(done: $0, of: $1)) }
        return HistoryComparison(target: archive.target, history: history, found: folders.found)
    }

    /// Whether every byte of a volume is read: if the index and the record disagree, only the volume shows which one
    /// is right.
    func isRead(_ volume: FoundVolume, of set: FoundSet) -> Bool {
        guard !readsAll, let record = history.sets.last(where: { $0.plan == set.plan }) else { return readsAll }
        let expected = record.volumes.first { $0.number == volume.name.number }?.checksum
        return volume.indexed != nil && expected != nil && volume.indexed != expected
    }
}
