// SPDX-License-Identifier: Apache-2.0

import ClusterResources
package import GitStore
package import Ledger
import OCI
package import Plans

/// What becomes of the files of a target that is forgotten or moved.
package struct GivenUpFiles: Sendable, Equatable {
    /// The files that are removed, sorted.
    package let removed: [String]
    /// The files in the target's folder for clusters that somebody else wrote or changed, and that stay; sorted.
    package let kept: [String]
}

extension AuditTrail {
    /// The files that only a target needs: its ledger, and its files for clusters if mirror wrote them.
    package func filesOnly(of ledger: TargetLedger) throws -> GivenUpFiles {
        let recorded = RecordedManifests(folder: folder)
        var (removed, kept) = ([LedgerFile.path(of: ledger.target)], [String]())
        for name in try folder.list(ledger.resourceFolder) where ResourceFile(name: name) != nil {
            let path = "\(ledger.resourceFolder)/\(name)"
            guard let bytes = try folder.read(path) else { continue }
            if try recorded.wrote(path, bytes, for: ledger.target) { removed.append(path) } else { kept.append(path) }
        }
        return GivenUpFiles(removed: removed.sorted(), kept: kept.sorted())
    }

    /// Forgets a target: removes its ledger and its files for clusters; returns the commit, if one was made.
    ///
    /// Plans and receipts stay, and a note says that they are history.
    @discardableResult
    package func forget(_ ledger: TargetLedger, _ files: GivenUpFiles, under lock: RepositoryLock) throws -> String? {
        try write(
            [try note(givingUp: ledger)],
            removing: try files.removed.map { try GitPath($0) },
            AuditMessage(
                subject: "Forget \(ledger.target)",
                body: "Nothing was changed there; the last of \(ledger.serial) applies was of plan "
                    + "\(ledger.lastPlan?.short ?? "unknown").",
                trailers: [(key: AuditMessage.Key.target, value: ledger.target)]
            ),
            of: ("forgetting \(ledger.target)", nil, isUndone: true),
            under: lock
        ).commit
    }

    /// Gives a target's ledger a new name, with files for clusters that name it; returns the commit, if one was made.
    @discardableResult
    package func move(
        _ ledger: TargetLedger,
        to moved: TargetLedger,
        manifests: [Resource],
        removing files: GivenUpFiles,
        under lock: RepositoryLock
    ) throws -> String? {
        var moved = moved
        moved.manifests = manifests.map(WrittenManifest.init).sorted()
        var written = [
            try AuditFile(path: LedgerFile.path(of: moved.target), bytes: Array(try LedgerFile.data(of: moved))),
            try note(givingUp: ledger, movedTo: moved.target),
        ]
        var removed = Set(files.removed).subtracting(manifests.map(\.path))
        // It may come back to a place that it had before.
        if var earlier = try forgotten(moved.target), let lineage = moved.lineage {
            earlier.lineages.removeAll { $0 == lineage }
            if earlier.lineages.isEmpty {
                removed.insert(ForgottenTarget.path(of: moved.target))
            } else {
                written.append(try file(of: earlier))
            }
        }
        written += try manifests.map { try AuditFile(path: $0.path, bytes: Array($0.content.utf8)) }
        return try write(
            written,
            removing: try removed.sorted().map { try GitPath($0) },
            AuditMessage(
                subject: "Move \(ledger.target) to \(moved.target)",
                body: "Only the record was changed: the content was moved by other means.",
                trailers: [
                    (key: AuditMessage.Key.movedFrom, value: ledger.target),
                    (key: AuditMessage.Key.target, value: moved.target),
                ]
            ),
            of: ("moving \(ledger.target)", nil, isUndone: true),
            under: lock
        ).commit
    }

    /// The files for clusters that a move would overwrite, although somebody else wrote or changed them and git does not
    /// have them.
    package func lostByWriting(_ manifests: [Resource]) throws -> [String] {
        let recorded = RecordedManifests(folder: folder)
        return try manifests.filter { resource in
            guard let found = try folder.read(resource.path), found != Array(resource.content.utf8) else {
                return false
            }
            return try !recorded.wrote(resource.path, found) && !recorded.isCommitted(resource.path, found)
        }.map(\.path).sorted()
    }
}
