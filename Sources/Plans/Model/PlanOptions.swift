// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Every option that changed the plan, so that a review can be repeated.
package struct PlanOptions: Sendable, Equatable {
    /// What is copied of an image, and where it goes.
    package struct Copying: Sendable, Equatable {
        /// Whether images that their source lacks are left out.
        package let allowMissing: Bool
        /// The most path components of a repository below the namespace of the target; 0 for any number.
        package let maxNestedPaths: Int
        /// Whether attachments stay behind.
        package let removeSignatures: Bool

        package init(allowMissing: Bool = false, maxNestedPaths: Int = 0, removeSignatures: Bool = false) {
            self.allowMissing = allowMissing
            self.maxNestedPaths = maxNestedPaths
            self.removeSignatures = removeSignatures
        }
    }

    /// Which releases are selected, and whether they need a proof.
    package struct Releases: Sendable, Equatable {
        /// Whether releases that the upgrade path lacks were added.
        package let completePaths: Bool
        /// Whether releases on the way between channels were left out.
        package let exactChannels: Bool
        /// Whether releases were planned without proof of who made them.
        package let ignoreReleaseSignature: Bool

        package init(
            completePaths: Bool = false,
            exactChannels: Bool = false,
            ignoreReleaseSignature: Bool = false
        ) {
            self.completePaths = completePaths
            self.exactChannels = exactChannels
            self.ignoreReleaseSignature = ignoreReleaseSignature
        }
    }

    /// What is written into an archive.
    package struct Archives: Sendable, Equatable {
        /// Whether a blob that is larger than a volume may have one of its own.
        package let allowOversize: Bool?
        /// The digest of the report that lists lost content, which is sent again.
        package let resend: Digest?
        /// The date before which an archive has to be finished for its content to count as carried: `YYYY-MM-DD`.
        package let since: String?

        package init(allowOversize: Bool? = nil, resend: Digest? = nil, since: String? = nil) {
            self.allowOversize = allowOversize
            self.resend = resend
            self.since = since
        }
    }

    /// Whether images that nobody wants any more are deleted.
    package struct Pruning: Sendable, Equatable {
        /// Earlier names of the configuration, whose images are its own.
        package let formerly: [String]?
        /// How many images may be pruned: a number, or a share of those that were placed.
        package let maxDeletes: String?
        /// Whether images that the configuration placed and nobody wants any more are deleted.
        package let prune: Bool?

        package init(formerly: [String]? = nil, maxDeletes: String? = nil, prune: Bool? = nil) {
            self.formerly = formerly
            self.maxDeletes = maxDeletes
            self.prune = prune
        }
    }

    /// What clusters are told.
    package struct Clusters: Sendable, Equatable {
        /// Whether the files for clusters have an ImageContentSourcePolicy in place of mirror sets.
        package let icsp: Bool?

        package init(icsp: Bool? = nil) { self.icsp = icsp }
    }

    /// What charts are rendered for, and whether they travel.
    package struct Charts: Sendable, Equatable {
        /// Whether every chart is kept at the target, beside its images.
        package let include: Bool?
        /// The version of Kubernetes, if one is given.
        package let kubeVersion: String?
        /// The versions of APIs that clusters have beside the usual ones.
        package let apiVersions: [String]?

        package init(include: Bool? = nil, kubeVersion: String? = nil, apiVersions: [String]? = nil) {
            self.include = include
            self.kubeVersion = kubeVersion
            self.apiVersions = apiVersions
        }
    }

    package let copying: Copying
    package let releases: Releases
    /// Whether operators that others need were added.
    package let includeDependencies: Bool
    package let archives: Archives
    package let pruning: Pruning
    package let clusters: Clusters
    package let charts: Charts

    package init(
        copying: Copying,
        releases: Releases = Releases(),
        includeDependencies: Bool = false,
        archives: Archives = Archives(),
        pruning: Pruning = Pruning(),
        clusters: Clusters = Clusters(),
        charts: Charts = Charts()
    ) {
        self.copying = copying
        self.releases = releases
        self.includeDependencies = includeDependencies
        self.archives = archives
        self.pruning = pruning
        self.clusters = clusters
        self.charts = charts
    }

    /// The same options with other ones about clusters.
    package func with(_ clusters: Clusters) -> PlanOptions {
        PlanOptions(
            copying: copying,
            releases: releases,
            includeDependencies: includeDependencies,
            archives: archives,
            pruning: pruning,
            clusters: clusters,
            charts: charts
        )
    }
}
