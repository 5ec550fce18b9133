// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
package import GitStore
package import Ledger
package import Plans

extension AuditTrail {
    /// Records a plan, its text for people, its configuration and its manifests.
    @discardableResult
    package func record(
        _ file: PlanFile,
        review: String? = nil,
        configuration: (name: String, bytes: [UInt8]),
        _ ledger: TargetLedger,
        under lock: RepositoryLock? = nil
    ) throws -> WrittenFiles {
        let folder = Self.folder(of: file.id)
        let isTaken = ["plan.json", "plan.md"].contains(configuration.name)
        let name = isTaken ? "configuration-\(configuration.name)" : configuration.name
        let text = try review.map { try AuditFile(path: "\(folder)/plan.md", bytes: Array($0.utf8)) }
        let files =
            try missingAttributes() + [try AuditFile(path: Self.file(of: file.id), bytes: file.bytes)]
            + [text].compactMap(\.self) + [try AuditFile(path: "\(folder)/\(name)", bytes: configuration.bytes)]
        let record = PlanRecord(file: file, manifests: file.plan.resources, receipt: nil)
        return try write(files, record, ledger, under: lock)
    }

    /// The changes that recording a plan makes to the manifests, sorted by path.
    package func manifestChanges(of plan: Plan, _ ledger: TargetLedger) throws -> [ManifestChange] {
        var changes = try plan.resources.compactMap { resource -> ManifestChange? in
            guard let bytes = try folder.read(resource.path) else {
                return ManifestChange(path: resource.path, kind: .added)
            }
            return bytes == Array(resource.content.utf8) ? nil : ManifestChange(path: resource.path, kind: .changed)
        }
        for path in try ObsoleteResources(in: self, ledger: ledger).paths(besides: plan)
        where try folder.read(path) != nil {
            changes.append(ManifestChange(path: path, kind: .removed))
        }
        return changes.sorted { $0.path < $1.path }
    }

    /// Whether the files for clusters of a target have an ImageContentSourcePolicy.
    package func hasContentSourcePolicies(_ ledger: TargetLedger) throws -> Bool {
        try folder.read(ResourceFile.contentSourcePolicies.path(in: ledger.resourceFolder)) != nil
    }

    /// Writes files with the manifests of a record, removes obsolete ones, and commits exactly these.
    func write(
        _ files: [AuditFile],
        _ record: PlanRecord,
        _ ledger: TargetLedger,
        under held: RepositoryLock?
    ) throws -> WrittenFiles {
        let lock = try held ?? lock()
        let plan = record.file.plan.with(resources: record.manifests)
        let resources = try plan.resources.map { try AuditFile(path: $0.path, bytes: Array($0.content.utf8)) }
        let obsolete = try ObsoleteResources(in: self, ledger: ledger).paths(besides: plan)
        return try write(
            files + resources,
            removing: try obsolete.map { try GitPath($0) },
            record.message,
            of: (record.name, record.file.id, isUndone: record.receipt == nil),
            under: lock
        )
    }
}
