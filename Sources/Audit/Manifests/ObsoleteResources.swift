// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

/// Finds manifests of this tool that a target no longer needs.
///
/// Their names are no proof, because anyone may have written such a file. A file is removed only if a plan that was
/// recorded here for this target wrote it, byte for byte. All other files stay.
package struct ObsoleteResources {
    private let trail: AuditTrail
    private var folder: AuditFolder { trail.folder }
    private let ledger: TargetLedger

    package init(in trail: AuditTrail, ledger: TargetLedger) {
        self.trail = trail
        self.ledger = ledger
    }

    private var recorded: RecordedManifests { RecordedManifests(folder: folder) }

    /// The files to remove, sorted.
    package func paths(besides plan: Plan) throws -> [String] { try candidates(besides: plan).filter(isOurs) }

    /// The files that would be removed if this tool had written their present bytes, sorted.
    package func foreign(besides plan: Plan) throws -> [String] {
        // Files of a plan that was never applied may have belonged to another tool from the beginning.
        let placed = placed
        return try candidates(besides: plan).filter { try placed.contains($0) && !isOurs($0) }
    }

    private func isOurs(_ path: String) throws -> Bool {
        guard let bytes = try folder.read(path) else { return false }
        return try recorded.wrote(path, bytes, for: ledger.target)
    }

    /// The existing files with names that the target does not need.
    private func candidates(besides plan: Plan) throws -> [String] {
        // If the ledger is empty, remaining images at the target may need all of them.
        guard plan.work != .deletions || !ledger.entries.isEmpty else { return [] }
        let kept = Set(plan.resources.map(\.path))
        return try placed.union(abandoned()).union(left()).subtracting(kept).filter { try folder.read($0) != nil }
            .sorted()
    }

    /// The files for the images in the ledger.
    ///
    /// If nothing was placed yet, files with these names may belong to another tool.
    private var placed: Set<String> {
        let names = ledger.resourceNames.values.filter(CatalogFacts.isName)
        let own = ledger.entries.isEmpty ? [] : ResourceFile.all(catalogs: names)
        return Set(own.map { $0.path(in: ledger.resourceFolder) })
    }

    /// The files in the folder of another target, which this one had taken before the two records were merged.
    private func left() throws -> [String] {
        guard try trail.leavesFirstFolder(ledger) else { return [] }
        let first = TargetLedger.firstResourceFolder
        return try folder.list(first).filter { ResourceFile(name: $0) != nil }.map { "\(first)/\($0)" }
    }

    /// The files that may have been planned but never applied, so that no ledger knows them: those of catalogs, or all if
    /// there is no ledger.
    private func abandoned() throws -> [String] {
        try folder.list(ledger.resourceFolder).filter { name in
            switch ResourceFile(name: name) {
            case .catalogSource, .clusterCatalog: true
            case nil: false
            default: ledger.entries.isEmpty
            }
        }.map { "\(ledger.resourceFolder)/\($0)" }
    }
}
