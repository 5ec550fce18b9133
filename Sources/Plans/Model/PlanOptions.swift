// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Every option that changed the plan, so that a review can be repeated.
package struct PlanOptions: Sendable, Equatable, Codable {
    package internal(set) var allowMissing: Bool
    /// Whether a blob that is larger than a volume may have one of its own.
    package internal(set) var allowOversize: Bool?
    /// Whether releases that the upgrade path lacks were added.
    package internal(set) var completePaths: Bool
    /// Whether releases on the way between channels were left out.
    package internal(set) var exactChannels: Bool
    /// Whether releases were planned without proof of who made them.
    package internal(set) var ignoreReleaseSignature: Bool
    /// Whether operators that others need were added.
    package internal(set) var includeDependencies: Bool
    /// Earlier names of the configuration, whose images are its own.
    package internal(set) var formerly: [String]?
    /// How many images may be pruned: a number, or a share of those that were placed.
    package internal(set) var maxDeletes: String?
    package internal(set) var maxNestedPaths: Int
    /// Whether what the configuration placed and nobody wants any more goes too.
    package internal(set) var prune: Bool?
    package internal(set) var removeSignatures: Bool
    /// The digest of the report by which content is sent again that was lost on the way.
    package internal(set) var resend: Digest?
    /// The date before which an archive has to be finished for its content to count as carried: `YYYY-MM-DD`.
    package internal(set) var since: String?

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
