// SPDX-License-Identifier: Apache-2.0

package import OCI

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
    package var checks: [Check]
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
    package var source: ArchiveSource?
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
        checks: [Check] = [],
        actions: [Action] = [],
        blobs: [BlobTransfer] = [],
        inSync: [PlacedImage] = [],
        others: [PlacedImage] = [],
        resources: [Resource] = [],
        upgradePaths: [UpgradePath] = [],
        graphs: [GraphRecord] = [],
        archive: PlannedArchive? = nil,
        source: ArchiveSource? = nil,
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
    var mayDelete: Bool { mode == .deletion || options.prune == true }

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

/// The configuration that a plan was made from.
package struct ConfigurationRecord: Sendable, Equatable, Codable {
    /// The path inside the audit repository, or as it was given where it lies outside.
    package var path: String
    package var digest: Digest

    package init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }
}

/// Every option that changed the plan, so that a review can be repeated.
package struct PlanOptions: Sendable, Equatable, Codable {
    package var allowMissing: Bool
    /// Whether a blob that is larger than a volume may have one of its own.
    package var allowOversize: Bool?
    /// Whether releases that the upgrade path lacks were added.
    package var completePaths: Bool
    /// Whether releases on the way between channels were left out.
    package var exactChannels: Bool
    /// Whether releases were planned without proof of who made them.
    package var ignoreReleaseSignature: Bool
    /// Whether operators that others need were added.
    package var includeDependencies: Bool
    /// Earlier names of the configuration, whose images are its own.
    package var formerly: [String]?
    /// How many images may be pruned: a number, or a share of those that were placed.
    package var maxDeletes: String?
    package var maxNestedPaths: Int
    /// Whether what the configuration placed and nobody wants any more goes too.
    package var prune: Bool?
    package var removeSignatures: Bool
    /// The digest of the report by which content is sent again that was lost on the way.
    package var resend: Digest?
    /// The date before which an archive has to be finished for its content to count as carried: `YYYY-MM-DD`.
    package var since: String?

    package init(
        allowMissing: Bool = false,
        allowOversize: Bool? = nil,
        completePaths: Bool = false,
        exactChannels: Bool = false,
        ignoreReleaseSignature: Bool = false,
        includeDependencies: Bool = false,
        formerly: [String]? = nil,
        maxDeletes: String? = nil,
        maxNestedPaths: Int = 0,
        prune: Bool? = nil,
        removeSignatures: Bool = false,
        resend: Digest? = nil,
        since: String? = nil
    ) {
        self.allowMissing = allowMissing
        self.allowOversize = allowOversize
        self.completePaths = completePaths
        self.exactChannels = exactChannels
        self.ignoreReleaseSignature = ignoreReleaseSignature
        self.includeDependencies = includeDependencies
        self.formerly = formerly
        self.maxDeletes = maxDeletes
        self.maxNestedPaths = maxNestedPaths
        self.prune = prune
        self.removeSignatures = removeSignatures
        self.resend = resend
        self.since = since
    }

    enum CodingKeys: String, CodingKey {
        case formerly, prune, resend, since
        case maxDeletes = "max_deletes"
        case allowMissing = "allow_missing"
        case allowOversize = "allow_oversize"
        case completePaths = "complete_paths"
        case exactChannels = "exact_channels"
        case ignoreReleaseSignature = "ignore_release_signature"
        case includeDependencies = "include_dependencies"
        case maxNestedPaths = "max_nested_paths"
        case removeSignatures = "remove_signatures"
    }
}

/// The registry or archive that a plan changes, and the state of its ledger when the plan was made.
package struct PlanTarget: Sendable, Equatable, Codable {
    /// Host, port and namespace; or `file://` and the folder of an archive, as the user gave it.
    package var registry: String
    /// The id of the first plan ever applied to the target.
    package var lineage: Digest?
    /// The number of applies so far.
    package var serial: Int

    /// The most applies that a plan or a ledger may claim: there is always a next one.
    package static let serialLimit = 999_999_999

    package init(registry: String, lineage: Digest? = nil, serial: Int = 0) {
        self.registry = registry
        self.lineage = lineage
        self.serial = serial
    }

    /// What the names of destinations begin with: in an archive the host by which container tools name what lies on no
    /// registry.
    package var root: String { isArchive ? Self.archiveRoot : registry }

    /// Whether the target is an archive in a folder.
    package var isArchive: Bool { folder != nil }

    /// The folder that `file://folder` names, as whoever gives one may spell it; `nil` for anything else.
    ///
    /// It is relative without a third slash, and `localhost` is this machine (RFC 8089, 2), not the name of a folder.
    package static func folder(named text: some StringProtocol) -> String? {
        let (scheme, host) = ("file://", "localhost")
        guard text.hasPrefix(scheme) else { return nil }
        let rest = String(text.dropFirst(scheme.count))
        return rest.lowercased().hasPrefix("\(host)/") ? String(rest.dropFirst(host.count)) : rest
    }

    /// The folder of an archive.
    package var folder: String? {
        registry.hasPrefix("file://") ? String(registry.dropFirst("file://".count)) : nil
    }

    /// The host of destinations in archives.
    package static let archiveRoot = "localhost"

    enum CodingKeys: String, CodingKey {
        case registry, lineage, serial
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(registry, forKey: .registry)
        try container.encode(lineage, forKey: .lineage)
        try container.encode(serial, forKey: .serial)
    }
}

/// The totals of a plan.
package struct PlanSummary: Sendable, Equatable, Codable {
    package var copy: Int
    package var update: Int
    package var build: Int
    package var delete: Int
    package var inSync: Int
    package var bytesToTransfer: Int64
    package var bytesToMount: Int64
    /// What the registry's garbage collector can free after the deletions.
    package var bytesToReclaim: Int64?

    enum CodingKeys: String, CodingKey {
        case copy, update, build, delete
        case bytesToReclaim = "bytes_to_reclaim"
        case inSync = "in_sync"
        case bytesToTransfer = "bytes_to_transfer"
        case bytesToMount = "bytes_to_mount"
    }
}
