// SPDX-License-Identifier: Apache-2.0

/// The name of a flag of oc-mirror, without dashes; both programs together.
package enum FlagName: String, Sendable, Hashable, CaseIterable {
    case config
    case from
    case dir
    case verbose
    case help
    case versionOne = "v1"
    case versionTwo = "v2"
    case dryRun = "dry-run"
    case dryRunManifestLists = "dry-run-manifest-lists"
    case manifestsOnly = "manifests-only"
    case since
    case continueOnError = "continue-on-error"
    case skipMissing = "skip-missing"
    case maxPerRegistry = "max-per-registry"
    case maxNestedPaths = "max-nested-paths"
    case skipImagePin = "skip-image-pin"
    case skipVerification = "skip-verification"
    case skipCleanup = "skip-cleanup"
    case skipMetadataCheck = "skip-metadata-check"
    case skipPruning = "skip-pruning"
    case ignoreHistory = "ignore-history"
    case sourceSkipTLS = "source-skip-tls"
    case destSkipTLS = "dest-skip-tls"
    case sourceUseHTTP = "source-use-http"
    case destUseHTTP = "dest-use-http"
    case ociRegistriesConfig = "oci-registries-config"
    case ociInsecureSignaturePolicy = "oci-insecure-signature-policy"
    case enableOperatorSecurePolicy = "enable-operator-secure-policy"
    case rebuildCatalogs = "rebuild-catalogs"
    case buildCatalogCache = "build-catalog-cache"
    case filterByOS = "filter-by-os"
    case useOCIFeature = "use-oci-feature"
    case ociFeatureAction = "oci-feature-action"
    case includeLocalOCICatalogs = "include-local-oci-catalogs"
    case workspace
    case cacheDir = "cache-dir"
    case logLevel = "log-level"
    case loglevel
    case port
    case parallelImages = "parallel-images"
    case parallelLayers = "parallel-layers"
    case parallelBatchImages = "parallel-batch-images"
    case maxParallelDownloads = "max-parallel-downloads"
    case policy
    case securePolicy = "secure-policy"
    case registriesFolder = "registries.d"
    case authfile
    case srcTLSVerify = "src-tls-verify"
    case destTLSVerify = "dest-tls-verify"
    case tlsVerify = "tls-verify"
    case retryTimes = "retry-times"
    case retryDelay = "retry-delay"
    case imageTimeout = "image-timeout"
    case strictArchive = "strict-archive"
    case removeSignatures = "remove-signatures"
    case ignoreReleaseSignature = "ignore-release-signature"
    case rootlessStoragePath = "rootless-storage-path"
    case force
    case quiet
    case cpuProf = "cpu-prof"
    case memProf = "mem-prof"
    case srcAuthfile = "src-authfile"
    case srcCreds = "src-creds"
    case srcUsername = "src-username"
    case srcPassword = "src-password"
    case srcRegistryToken = "src-registry-token"
    case srcNoCreds = "src-no-creds"
    case srcCertDir = "src-cert-dir"
    case srcSharedBlobDir = "src-shared-blob-dir"
    case srcDaemonHost = "src-daemon-host"
    case destAuthfile = "dest-authfile"
    case destCreds = "dest-creds"
    case destUsername = "dest-username"
    case destPassword = "dest-password"
    case destRegistryToken = "dest-registry-token"
    case destNoCreds = "dest-no-creds"
    case destCertDir = "dest-cert-dir"
    case destSharedBlobDir = "dest-shared-blob-dir"
    case destDaemonHost = "dest-daemon-host"
    case screds
    case dcreds
    case destCompress = "dest-compress"
    case destDecompress = "dest-decompress"
    case destCompressFormat = "dest-compress-format"
    case destCompressLevel = "dest-compress-level"
    case destPrecomputeDigests = "dest-precompute-digests"
    case destOCIAcceptUncompressedLayers = "dest-oci-accept-uncompressed-layers"
    case generate
    case deleteID = "delete-id"
    case deleteYAMLFile = "delete-yaml-file"
    case forceCacheDelete = "force-cache-delete"
    case deleteSignatures = "delete-signatures"
    case deleteV1Images = "delete-v1-images"
    case catalog
    case catalogs
    case channel
    case channels
    case packageName = "package"
    case version
    case filterByArchs = "filter-by-archs"
    case output
    case registry
    case short
    case noDescriptions = "no-descriptions"

    /// The flag as people type it.
    package var spelling: String { "--\(rawValue)" }

    /// The letter of the flags that have a short form.
    package var letter: Character? {
        switch self {
        case .config: "c"
        case .dir: "d"
        case .help: "h"
        case .port: "p"
        case .verbose: "v"
        default: nil
        }
    }

    /// The flag with this letter.
    init?(letter: Character) {
        guard let name = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
        self = name
    }
}
