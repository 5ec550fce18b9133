// SPDX-License-Identifier: Apache-2.0

package import Deletions
import Planning
package import Plans
package import Releases

/// How a plan is made.
package struct PlanChoices: Sendable {
    /// The choices that the plan itself tells.
    package let recorded: PlanOptions
    /// Whether signatures and referrers are asked for again that the ledger or the cache knows.
    package let refreshes: Bool
    /// How many images may be pruned; `nil` where nothing is pruned.
    package let pruning: DeletionLimit?
    package let archive: ArchiveChoices
    package let releases: ReleaseChoices

    package init(
        recorded: PlanOptions,
        refreshes: Bool = false,
        pruning: DeletionLimit? = nil,
        archive: ArchiveChoices = ArchiveChoices(),
        releases: ReleaseChoices = ReleaseChoices()
    ) {
        self.recorded = recorded
        self.refreshes = refreshes
        self.pruning = pruning
        self.archive = archive
        self.releases = releases
    }

    /// Which attachments are looked for.
    ///
    /// What the ledger knows of signatures says nothing about which of them arrived.
    var attachments: AttachmentChoice {
        if recorded.removeSignatures { return .notCopied }
        return refreshes || recorded.resend != nil || recorded.since != nil ? .refreshed : .known
    }
}
