// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// Plans are values that do not change: each step of planning returns the plan with what it found.
extension Plan {
    /// The same plan with these findings in place of its own.
    package func with(checks: [Finding]) -> Plan {
        replacing(evidence: Evidence(checks: checks, records: evidence.records, changes: changes, trust: trust))
    }

    /// The same plan that also tells what changes.
    package func with(changes: PlannedChanges?) -> Plan {
        replacing(evidence: Evidence(checks: checks, records: evidence.records, changes: changes, trust: trust))
    }

    /// The same plan that also tells by which policy its images are trusted.
    package func with(trust: TrustRecord?) -> Plan {
        replacing(evidence: Evidence(checks: checks, records: evidence.records, changes: changes, trust: trust))
    }

    /// The same plan where updates of these destinations tell what they replace.
    package func describing(_ contents: [PlacedName: ReplacedContent]) -> Plan {
        guard !contents.isEmpty else { return self }
        let described = actions.map { action in
            contents[action.destination].map(action.with(replaced:)) ?? action
        }
        return replacing(copies: Copies(described, blobs: blobs, archive: copies.archive))
    }

    /// The same plan with these files for clusters.
    package func with(resources: [Resource]) -> Plan { replacing(resources: resources) }

    /// The same plan where these files of the cache go afterwards.
    package func with(cached: [CachedEntry]) -> Plan {
        replacing(removals: Removals(deletions, kept: kept, repositories: repositories, cached: cached))
    }

    /// The same plan with volumes; `numbers` says in which of them each blob is that is written.
    package func filling(_ archive: PlannedArchive, volumes numbers: [Digest: Int] = [:]) -> Plan {
        let blobs = blobs.map { $0.carried(by: numbers[$0.digest]) }
        return replacing(copies: Copies(actions, blobs: blobs, archive: archive))
    }

    /// The same plan that deletes as well; `kept` stays of what was to go, and the proofs rest on `repositories`.
    package func deleting(
        _ deletions: [Deletion],
        keeping kept: [KeptImage],
        in repositories: [RepositoryState]
    ) -> Plan {
        replacing(removals: Removals(deletions, kept: kept, repositories: repositories, cached: cached))
    }

    /// The same plan that takes a step of a sequence as well.
    package func taking(_ sequence: PlannedSequence?) -> Plan {
        let subject = Subject(
            work: work,
            configuration: configuration,
            options: options,
            target: target,
            sequence: sequence
        )
        return Plan(
            subject,
            evidence: evidence,
            copies: copies,
            holdings: holdings,
            removals: removals,
            resources: resources
        )
    }

    /// The same plan with some of its parts replaced.
    private func replacing(
        evidence: Evidence? = nil,
        copies: Copies? = nil,
        removals: Removals? = nil,
        resources: [Resource]? = nil
    ) -> Plan {
        Plan(
            subject,
            evidence: evidence ?? self.evidence,
            copies: copies ?? self.copies,
            holdings: holdings,
            removals: removals ?? self.removals,
            resources: resources ?? self.resources
        )
    }
}
