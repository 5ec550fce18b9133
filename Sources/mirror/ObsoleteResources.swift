// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Ledger
import OCI
import Plans

/// Finds the manifests that a target has no use for any more, among those that this tool wrote.
struct ObsoleteResources {
    let folder: AuditFolder
    let ledger: TargetLedger

    /// The files to remove, sorted; some may not exist.
    func paths(besides plan: Plan) throws -> [String] {
        // What remains at a target of which the ledger knows nothing may need them all.
        guard plan.mode != .deletion || !ledger.entries.isEmpty else { return [] }
        let kept = Set(plan.resources.map(\.path))
        let names = ledger.catalogNames.values.filter(CatalogFacts.isName)
        // Where nothing was placed yet, files of the same names may be another tool's.
        let own = ledger.entries.isEmpty ? [] : ResourceFile.all(catalogs: names)
        let placed = Set(own.map { $0.path(in: ledger.resourceFolder) })
        return try placed.union(abandoned(besides: placed.union(kept))).subtracting(kept).sorted()
    }

    /// The files that were planned and never applied, so that no ledger knows them: of catalogs, or any while there is no
    /// ledger.
    ///
    /// Their names are no proof, anyone may have written such a file: what goes is what a plan that was recorded here
    /// for this target wrote, byte for byte.
    private func abandoned(besides known: Set<String>) throws -> [String] {
        let candidates = try folder.list(ledger.resourceFolder).filter { name in
            switch ResourceFile(name: name) {
            case .catalogSource, .clusterCatalog: true
            case nil: false
            default: ledger.entries.isEmpty
            }
        }.map { "\(ledger.resourceFolder)/\($0)" }.filter { !known.contains($0) }
        guard !candidates.isEmpty else { return [] }
        var written: [String] = []
        for name in try folder.list("plans") {
            guard let data = try? folder.read("plans/\(name)/plan.json").map({ Data($0) }),
                // Plans may be long, and most have nothing to do with these files.
                candidates.contains(where: { data.range(of: Data("\"\($0)\"".utf8)) != nil }),
                let plan = try? JSONDecoder().decode(RecordedPlan.self, from: data),
                plan.target.registry == ledger.target
            else { continue }
            for resource in plan.resources where candidates.contains(resource.path) {
                guard let found = try folder.read(resource.path), Digest(of: found) == resource.digest else { continue }
                written.append(resource.path)
            }
        }
        return written
    }
}

/// What is read of a plan that was recorded, whatever became of the rest of its format.
private struct RecordedPlan: Decodable {
    struct Target: Decodable {
        var registry: String
    }

    struct File: Decodable {
        var path: String
        var digest: Digest
    }

    var target: Target
    var resources: [File]
}
