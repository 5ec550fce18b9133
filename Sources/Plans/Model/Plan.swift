// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What will be done to a target, complete enough to be executed from the file alone.
///
/// A plan is data: it neither plans nor applies. `docs/plan-format.md` describes its JSON.
package struct Plan: Sendable, Equatable {
    /// The version of the format; a reader refuses another major number and ignores unknown keys of a minor one.
    package static let formatVersion = "1.0"
    /// What the `kind` of the file says.
    package static let kind = "MirrorPlan"

    /// Where bytes are read and written.
    package enum Mode: String, Sendable, Codable {
        case registryToRegistry = "registry-to-registry"
        case registryToDisk = "registry-to-disk"
        case diskToRegistry = "disk-to-registry"
        /// Nothing is read or written; images go.
        case deletion
    }

    package var mode: Mode
    package var configuration: ConfigurationRecord
    package var options: PlanOptions
    package var target: PlanTarget
    package var checks: [Finding]
    /// Sorted by type, then destination; apply is free to interleave what does not depend on each other.
    package var actions: [Action]
    /// Every blob that is uploaded or mounted, once, sorted by digest.
    package var blobs: [BlobTransfer]
    /// What the target already holds of the set, sorted by destination.
    package var inSync: [PlacedImage]
    /// What other configurations keep at the target, as far as the files for clusters speak of it; sorted by destination.
    package var others: [PlacedImage]
    package var resources: [Resource]
    /// For each product and processor, how a cluster gets from the lowest release of the set to the highest.
    package var upgradePaths: [UpgradePath]
    /// The answers of the update services that the plan is based on.
    package var graphs: [GraphRecord]
    /// The volumes to write, for a plan that fills an archive.
    package var archive: PlannedArchive?
    /// What is read, for a plan that empties one.
    package var source: SourceArchive?
    /// What goes, in the order in which it does within a repository.
    package var deletions: [Deletion]
    /// What was to go and stays, sorted by destination.
    package var kept: [KeptImage]
    /// What stays of the repositories from which something goes, sorted by name.
    package var repositories: [RepositoryState]
    /// What goes of the cache afterwards, sorted by name.
    package var cached: [CachedEntry]

    package init(
        mode: Mode = .registryToRegistry,
        configuration: ConfigurationRecord,
        options: PlanOptions,
        target: PlanTarget,
        checks: [Finding] = [],
        actions: [Action] = [],
        blobs: [BlobTransfer] = [],
        inSync: [PlacedImage] = [],
        others: [PlacedImage] = [],
        resources: [Resource] = [],
        upgradePaths: [UpgradePath] = [],
        graphs: [GraphRecord] = [],
        archive: PlannedArchive? = nil,
        source: SourceArchive? = nil,
        deletions: [Deletion] = [],
        kept: [KeptImage] = [],
        repositories: [RepositoryState] = [],
        cached: [CachedEntry] = []
    ) {
        self.mode = mode
        self.configuration = configuration
        self.options = options
        self.target = target
        self.checks = checks
        self.actions = actions
        self.blobs = blobs
        self.inSync = inSync
        self.others = others
        self.resources = resources
        self.upgradePaths = upgradePaths
        self.graphs = graphs
        self.archive = archive
        self.source = source
        self.deletions = deletions
        self.kept = kept
        self.repositories = repositories
        self.cached = cached
    }

    /// What the target holds of the set once the plan is applied.
    package var placed: [PlacedImage] { inSync + actions.map(PlacedImage.init) }

    /// Whether applying would change the target.
    package var hasChanges: Bool { !actions.isEmpty || !deletions.isEmpty }

    /// Whether the plan may delete: it was made for that, or prunes.
    var mayDelete: Bool { work == .deletions || options.prune == true }

    /// A file may claim any size; one that is absurd must not end the process that refuses it.
    private static func sum(_ sizes: [Int64]) -> Int64 {
        sizes.reduce(0) { sum, size in
            let (result, overflows) = sum.addingReportingOverflow(size)
            return overflows ? .max : result
        }
    }

    /// The totals, computed from the parts.
    package var summary: PlanSummary {
        PlanSummary(
            copy: actions.count { $0.kind == .copy },
            update: actions.count { $0.kind == .update },
            build: actions.count { $0.kind == .build },
            delete: deletions.count,
            inSync: inSync.count,
            bytesToTransfer: Self.sum(actions.map(\.transfer)),
            bytesToMount: Self.sum(blobs.flatMap { blob in blob.mountInto.map { _ in blob.size } }),
            bytesToReclaim: mayDelete ? Self.sum(deletions.map(\.reclaim)) : nil
        )
    }
}
