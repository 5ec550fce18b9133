// SPDX-License-Identifier: Apache-2.0

package import Deletions
import MirrorConfiguration
import Planning
package import Plans
package import Releases
import Resolution

/// The options of a plan.
package struct PlanChoices: Sendable {
    /// The options that are recorded in the plan.
    package let recorded: PlanOptions
    /// Whether signatures and referrers are requested again even if the ledger or the cache has them.
    package let refreshes: Bool
    /// The limit of images to prune; `nil` if nothing is pruned.
    package let pruning: DeletionLimit?
    package let archive: ArchiveChoices
    package let releases: ReleaseChoices
    package let trust: TrustChoices

    package init(
        recorded: PlanOptions,
        refreshes: Bool = false,
        pruning: DeletionLimit? = nil,
        archive: ArchiveChoices = ArchiveChoices(),
        releases: ReleaseChoices = ReleaseChoices(),
        trust: TrustChoices = TrustChoices()
    ) {
        self.recorded = recorded
        self.refreshes = refreshes
        self.pruning = pruning
        self.archive = archive
        self.releases = releases
        self.trust = trust
    }

    /// The same choices with what the rules of a configuration decide.
    ///
    /// Clusters that oc-mirror v1 filled have ImageContentSourcePolicies, so they go on unless mirror sets are asked for.
    func settled(by rules: ConfigurationRules, at target: MirrorTarget) -> PlanChoices {
        let hasPolicies = recorded.icsp ?? (rules.isVersionOne && target.folder == nil)
        return PlanChoices(
            recorded: recorded.with(PlanOptions.Clusters(icsp: hasPolicies ? true : nil)),
            refreshes: refreshes,
            pruning: pruning,
            archive: archive,
            releases: releases,
            trust: trust
        )
    }

    /// The attachments to look for.
    ///
    /// The ledger cannot tell which signatures have arrived at the far side.
    var attachments: AttachmentChoice {
        if recorded.removeSignatures { return .notCopied }
        return refreshes || recorded.resend != nil || recorded.since != nil ? .refreshed : .known
    }
}
