// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The parts of a plan.
extension Plan {
    /// For which configuration and target a plan was made, and how.
    package struct Subject: Sendable, Equatable {
        /// What the plan does; its mode and the archive that is read follow from it.
        package let work: PlanWork
        package let configuration: ConfigurationRecord
        package let options: PlanOptions
        package let target: PlanTarget
        /// The step of a sequence of oc-mirror v1 that applying takes, for a configuration that continues one.
        package let sequence: PlannedSequence?

        package init(
            work: PlanWork = .copiesToRegistry(from: nil),
            configuration: ConfigurationRecord,
            options: PlanOptions,
            target: PlanTarget,
            sequence: PlannedSequence? = nil
        ) {
            self.work = work
            self.configuration = configuration
            self.options = options
            self.target = target
            self.sequence = sequence
        }
    }

    /// What a reviewer should know beside the images.
    package struct Evidence: Sendable, Equatable {
        package let checks: [Finding]
        /// What sections recorded, in their order; those of one kind stand together.
        package let records: [SectionRecord]
        /// What changes since the plan that was applied before; absent in plans of format 1.0, which do not tell.
        package let changes: PlannedChanges?
        /// By which policy the images were trusted; absent without a policy.
        package let trust: TrustRecord?

        package init(
            checks: [Finding] = [],
            records: [SectionRecord] = [],
            changes: PlannedChanges? = nil,
            trust: TrustRecord? = nil
        ) {
            self.checks = checks
            self.records = records
            self.changes = changes
            self.trust = trust
        }
    }

    /// What is written to the target.
    package struct Copies: Sendable, Equatable {
        /// Sorted by type, then destination; apply may interleave actions that do not depend on each other.
        package let actions: [Action]
        /// Every blob that is uploaded or mounted, once, sorted by digest.
        package let blobs: [BlobTransfer]
        /// The volumes to write, for a plan that fills an archive.
        package let archive: PlannedArchive?

        package init(_ actions: [Action] = [], blobs: [BlobTransfer] = [], archive: PlannedArchive? = nil) {
            self.actions = actions
            self.blobs = blobs
            self.archive = archive
        }
    }

    /// What the target holds already.
    package struct Holdings: Sendable, Equatable {
        /// The images of the set that are in place, sorted by destination.
        package let inSync: [PlacedImage]
        /// The images of other configurations, as far as the files for clusters mention them; sorted by destination.
        package let others: [PlacedImage]

        package init(inSync: [PlacedImage] = [], others: [PlacedImage] = []) {
            self.inSync = inSync
            self.others = others
        }
    }

    /// What is deleted, and what that rests on.
    package struct Removals: Sendable, Equatable {
        /// In the order of deleting within a repository.
        package let deletions: [Deletion]
        /// The images that were to be deleted and stay, sorted by destination.
        package let kept: [KeptImage]
        /// What stays of the repositories from which something is deleted, sorted by name.
        package let repositories: [RepositoryState]
        /// The files of the cache that are deleted afterwards, sorted by name.
        package let cached: [CachedEntry]

        package init(
            _ deletions: [Deletion] = [],
            kept: [KeptImage] = [],
            repositories: [RepositoryState] = [],
            cached: [CachedEntry] = []
        ) {
            self.deletions = deletions
            self.kept = kept
            self.repositories = repositories
            self.cached = cached
        }
    }
}
