// SPDX-License-Identifier: Apache-2.0

package import Audit
import Ledger
import OCI
import Planning
import Plans
import Registry
package import Resolution
package import States

/// Prepares the comparison of a registry with its ledger: finds the ledger, and opens the registry.
package struct DriftOpening: Sendable {
    private let trail: AuditTrail
    private let target: MirrorTarget
    private let clients: RegistryClients

    /// Throws `ArchiveDrift` for an archive, which nobody can look into from here.
    package init(of target: MirrorTarget, in trail: AuditTrail, clients: RegistryClients) throws {
        guard target.folder == nil else { throw ArchiveDrift(target: target.description) }
        self.trail = trail
        self.target = target
        self.clients = clients
    }

    /// Compares; `configurations` are names in the ledger, `deep` looks for every manifest and blob.
    package func drift(
        of configurations: [String],
        deep: Bool,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> FoundDrift {
        guard let ledger = try trail.ledger(of: target.description) else {
            throw UnknownTarget(target.description, among: try trail.targets())
        }
        let known = Set(ledger.entries.values.flatMap(\.wantedBy))
        if let name = configurations.first(where: { !known.contains($0) }) {
            throw UnknownConfiguration(name: name, target: target.description, known: known.sorted())
        }
        let comparison = DriftComparison(ledger, placedBy: try placedBy(ledger))
        guard let first = comparison.expected(of: configurations).first else { return FoundDrift(target, [], 0, deep) }
        let client = clients.target
        try await client.requireRegistry(at: first.image.destination.repository.parsed())
        let read: @Sendable (Repository, Digest) async throws -> Manifest? = { repository, digest in
            try await Self.manifest(digest, in: repository, client)
        }
        let run = DriftRun(
            of: comparison,
            configurations: configurations,
            at: RegistryTarget(client: client),
            manifest: deep ? read : nil,
            progress: progress
        )
        return FoundDrift(target, try await run.findings(), run.count, deep)
    }

    /// Reads a manifest; `nil` if the repository does not have it.
    private static func manifest(_ digest: Digest, in repository: Repository, _ client: RegistryClient) async throws
        -> Manifest?
    {
        do {
            return try await client.manifest(repository, .digest(digest))
        } catch let error as RegistryError where error.kind == .notFound {
            return nil
        }
    }

    /// The plans that placed what the ledger has, by receipts.
    private func placedBy(_ ledger: TargetLedger) throws -> [PlacedName: Digest] {
        var plans: [PlacedName: Digest] = [:]
        for apply in try trail.applies(to: ledger.target) {
            for image in (try? trail.receipt(of: apply.plan))?.images ?? [] where image.result == "done" {
                if ledger.entries[image.destination]?.image.digest == image.digest {
                    plans[image.destination] = apply.plan
                }
            }
        }
        return plans
    }
}

/// What differs between a registry and its ledger.
package struct FoundDrift: Sendable, Equatable {
    package let target: MirrorTarget
    package let findings: [DriftFinding]
    /// The number of images that were looked at.
    package let count: Int
    /// Whether every manifest and blob was looked for.
    package let isDeep: Bool

    package init(_ target: MirrorTarget, _ findings: [DriftFinding], _ count: Int, _ isDeep: Bool) {
        self.target = target
        self.findings = findings
        self.count = count
        self.isDeep = isDeep
    }

    /// The configurations that want what differs, sorted.
    package var configurations: [String] { Set(findings.flatMap(\.wantedBy)).sorted() }
}
