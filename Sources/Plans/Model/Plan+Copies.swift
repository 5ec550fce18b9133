// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// Plans are values that do not change: each step of planning returns the plan with what it found.
extension Plan {
    /// The same plan with these findings in place of its own.
    package func with(checks: [Finding]) -> Plan {
        var plan = self
        plan.checks = checks
        return plan
    }

    /// The same plan with these files for clusters.
    package func with(resources: [Resource]) -> Plan {
        var plan = self
        plan.resources = resources
        return plan
    }

    /// The same plan where these files of the cache go afterwards.
    package func with(cached: [CachedEntry]) -> Plan {
        var plan = self
        plan.cached = cached
        return plan
    }

    /// The same plan with volumes; `numbers` says in which of them each blob is that is written.
    package func filling(_ archive: PlannedArchive, volumes numbers: [Digest: Int] = [:]) -> Plan {
        var plan = self
        plan.archive = archive
        plan.blobs = blobs.map { $0.carried(by: numbers[$0.digest]) }
        return plan
    }

    /// The same plan that deletes as well; `kept` stays of what was to go, and the proofs rest on `repositories`.
    package func deleting(
        _ deletions: [Deletion],
        keeping kept: [KeptImage],
        in repositories: [RepositoryState]
    ) -> Plan {
        var plan = self
        plan.deletions = deletions
        plan.kept = kept
        plan.repositories = repositories
        return plan
    }
}
