// SPDX-License-Identifier: Apache-2.0

/// The command-line options that remedies in other rooms name.
///
/// Rooms do not know the command line, so remedies name options through this table. A test compares it with the commands.
package enum OptionName: String, CaseIterable, Sendable, CustomStringConvertible {
    case adopt
    case allowMissing = "allow-missing"
    case allowOversize = "allow-oversize"
    case apiVersions = "api-versions"
    case archiveSize = "archive-size"
    case authfile
    case branch
    case bundle
    case cache
    case cacheDir = "cache-dir"
    case catalog
    case channel
    case channels
    case chart
    case commitTo = "commit-to"
    case completePaths = "complete-paths"
    case deep
    case deleteOut = "delete-out"
    case destinationTLSVerify = "dest-tls-verify"
    case exactChannels = "exact-channels"
    case force
    case forget
    case formerly
    case from
    case fromList = "from-list"
    case graphBaseImage = "graph-base-image"
    case graphDataURL = "graph-data-url"
    case graphImage = "graph-image"
    case graphsOf = "graphs-of"
    case icsp
    case ignoreReleaseSignature = "ignore-release-signature"
    case includeCharts = "include-charts"
    case includeDependencies = "include-dependencies"
    case initAudit = "init-audit"
    case keep
    case kubeVersion = "kube-version"
    case logLevel = "log-level"
    case maxDeletes = "max-deletes"
    case maxNestedPaths = "max-nested-paths"
    case noAudit = "no-audit"
    case noICSP = "no-icsp"
    case noVerify = "no-verify"
    case out
    case package
    case parallelism
    case pending
    case place = "in"
    case policy
    case prune
    case registriesFolder = "registries.d"
    case releaseKey = "release-key"
    case removeSignatures = "remove-signatures"
    case repair
    case replace
    case repo
    case reportMissing = "report-missing"
    case resend
    case since
    case skipSequenceCheck = "skip-sequence-check"
    case sourceTLSVerify = "src-tls-verify"
    case to
    case values
    case version
    case versionOneTags = "v1-tags"
    case wait
    case writeIndex = "write-index"

    /// The option as a user types it.
    package var description: String { "--\(rawValue)" }
}
