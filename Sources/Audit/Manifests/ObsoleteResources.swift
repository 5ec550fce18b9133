// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

/// Finds the manifests that a target has no use for any more, among those that this tool wrote.
///
/// Their names are no proof, anyone may have written such a file: what goes is what a plan that was recorded here for
/// this target wrote, byte for byte. What else lies there stays.
package struct ObsoleteResources {
    private let folder: AuditFolder
    private let ledger: TargetLedger

    package init(folder: AuditFolder, ledger: TargetLedger) {
        self.folder = folder
        self.ledger = ledger
    }

    private var recorded: RecordedManifests { RecordedManifests(folder: folder) }

    /// The files to remove, sorted.
    package func paths(besides plan: Plan) throws -> [String] { try candidates(besides: plan).filter(isOurs) }

    /// The files that would be removed if they were as this tool wrote them, sorted.
    package func foreign(besides plan: Plan) throws -> [String] {
        // What was planned and never applied may be another tool's from the beginning.
        let placed = placed
        return try candidates(besides: plan).filter { try placed.contains($0) && !isOurs($0) }
    }

    private func isOurs(_ path: String) throws -> Bool {
        guard let bytes = try folder.read(path) else { return false }
        return try recorded.wrote(path, bytes, for: ledger.target)
    }

    /// What lies there under names that the target has no use for.
    private func candidates(besides plan: Plan) throws -> [String] {
        // What remains at a target of which the ledger knows nothing may need them all.
        guard plan.work != .deletions || !ledger.entries.isEmpty else { return [] }
        let kept = Set(plan.resources.map(\.path))
        return try placed.union(abandoned()).subtracting(kept).filter { try folder.read($0) != nil }.sorted()
    }

    /// The files of what the ledger knows.
    ///
    /// Where nothing was placed yet, files of the same names may be another tool's.
    private var placed: Set<String> {
        let names = ledger.catalogNames.values.filter(CatalogFacts.isName)
        let own = ledger.entries.isEmpty ? [] : ResourceFile.all(catalogs: names)
        return Set(own.map { $0.path(in: ledger.resourceFolder) })
    }

    /// The files that may have been planned and never applied, so that no ledger knows them: of catalogs, or any while
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
