// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "mirror",
    products: [
        .executable(name: "mirror", targets: ["mirror"]),
        .library(name: "GoTemplate", targets: ["GoTemplate"]),
    ],
    dependencies: [
        .package(url: "https://github.com/LebJe/TOMLKit.git", exact: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
    ],
    targets: [
        // The C libraries. Each is imported by exactly one Swift target.
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CLibCrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CLibGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // RE2 (libre2-dev) is C++, so this gives it a face in C. It is linked by name: the package manager takes the
        // `-pthread` of its pkg-config file for a prohibited flag and would warn on every build.
        .target(
            name: "CRE2",
            cxxSettings: [.enableWarning("all"), .treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("re2")]
        ),

        // simdjson (libsimdjson-dev) is C++ too.
        .target(
            name: "CSimdJSON",
            cxxSettings: [.enableWarning("all"), .treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("simdjson")]
        ),

        // What a build is told: `MIRROR_COMMIT=$(git rev-parse HEAD) swift build`.
        .target(
            name: "CBuildRecord",
            cSettings: Context.environment["MIRROR_COMMIT"].map { [.define("MIRROR_COMMIT", to: "\"\($0)\"")] } ?? []
        ),

        // Foundations.
        .target(name: "ByteStreams"),
        .target(name: "Diagnostics", dependencies: [.system]),
        .target(name: "Scheduling", dependencies: ["Diagnostics"]),

        // Swift over C.
        .target(name: "Archives", dependencies: ["ByteStreams", "CLibArchive", "Scheduling"]),
        .target(name: "Cryptography", dependencies: ["CLibCrypt", "CLibCrypto"]),
        .target(name: "GoTemplate"),
        .target(name: "GraphLayout", dependencies: ["CLibGraphviz", "Scheduling"]),
        .target(name: "GitStore", dependencies: ["CLibGit2", "Diagnostics", "Scheduling"]),
        .target(name: "HTTPTransport", dependencies: ["ByteStreams", "CLibCurl", "Scheduling"]),
        .target(name: "JSONDocuments", dependencies: ["CSimdJSON", "Diagnostics"]),
        .target(name: "RegularExpressions", dependencies: ["CRE2"]),
        .target(name: "SemanticVersions"),
        .target(
            name: "Sprig",
            dependencies: ["Cryptography", "GoTemplate", "RegularExpressions", "SemanticVersions"]
        ),
        .target(name: "YAML", dependencies: ["CLibYAML", "Diagnostics"]),
        .target(name: "JSONPath", dependencies: ["YAML"]),

        // The formats and services the tool speaks.
        .target(name: "OCI", dependencies: ["ByteStreams", "Cryptography", "Diagnostics"]),
        .target(
            name: "Registry",
            dependencies: ["ByteStreams", "Diagnostics", "HTTPTransport", "OCI", "Scheduling", .logging, .toml]
        ),
        .target(name: "Layouts", dependencies: ["ByteStreams", "Diagnostics", "OCI", "Scheduling"]),
        .target(name: "Layers", dependencies: ["Archives", "ByteStreams", "OCI"]),
        .target(name: "Cache", dependencies: ["ByteStreams", "Diagnostics", "Layouts", "OCI", "Scheduling"]),
        .target(
            name: "ArchiveSets",
            dependencies: [
                "Archives", "ByteStreams", "Diagnostics", "Layouts", "OCI", "Plans", "Scheduling", .system,
            ]
        ),
        .target(
            name: "ImageAccess",
            dependencies: [
                "ArchiveSets", "ByteStreams", "Diagnostics", "Layouts", "OCI", "Plans", "Registry", "Scheduling",
            ]
        ),
        .target(
            name: "Charts",
            dependencies: [
                "Archives", "Diagnostics", "GoTemplate", "JSONPath", "OCI", "RegularExpressions", "SemanticVersions",
                "Sprig", "YAML",
            ]
        ),
        // Whether images may be trusted.
        .target(
            name: "ImageTrust",
            dependencies: [
                "Cryptography", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "OCI", "OpenPGP", "Plans",
                "Registry", "Scheduling", "TrustPolicies",
            ]
        ),
        .target(name: "Downloads", dependencies: ["ByteStreams", "Diagnostics", "HTTPTransport", "Scheduling"]),
        .target(name: "Approvals", dependencies: ["Diagnostics", "YAML"]),
        .target(name: "OpenPGP", dependencies: ["Diagnostics", "Scheduling", .subprocess, .system]),
        .target(name: "TrustPolicies", dependencies: ["Diagnostics", "OCI", "YAML"]),

        // What a configuration says and what it means.
        .target(name: "ConfigurationDrafts", dependencies: ["Diagnostics", "SemanticVersions", "YAML"]),
        .target(
            name: "MirrorConfiguration",
            dependencies: ["Diagnostics", "JSONPath", "OCI", "RegularExpressions", "Scheduling", "YAML"]
        ),
        .target(name: "Resolution", dependencies: ["Diagnostics", "MirrorConfiguration", "OCI", "Plans"]),

        .target(
            name: "Sections",
            dependencies: [
                "ArchiveSets", "Cache", "Diagnostics", "Downloads", "ImageAccess", "Ledger", "MirrorConfiguration",
                "OCI", "Plans", "Registry", "Resolution",
            ]
        ),
        .target(
            name: "ChartRepositories",
            dependencies: [
                "Archives", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "OCI", "Registry", "Scheduling",
                "SemanticVersions", "YAML",
            ]
        ),
        .target(
            name: "ImageBuilding",
            dependencies: ["ImageAccess", "OCI", "Plans", "Scheduling"]
        ),
        .target(
            name: "Releases",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Cache", "Diagnostics", "Downloads", "HTTPTransport",
                "ImageAccess", "ImageBuilding", "Layers", "Layouts", "Ledger", "MirrorConfiguration", "OCI", "OpenPGP",
                "Plans", "Registry", "RegularExpressions", "Resolution", "Scheduling", "Sections", "TrustPolicies",
                "YAML",
            ]
        ),
        .target(
            name: "Catalogs",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Cache", "ClusterResources", "Diagnostics", "ImageAccess",
                "ImageBuilding", "JSONDocuments", "Layers", "Layouts", "Ledger", "MirrorConfiguration", "OCI", "Plans",
                "Registry", "Resolution", "Scheduling", "Sections", "SequencedArchives", "YAML",
            ]
        ),

        .target(
            name: "MirroredCharts",
            dependencies: [
                "ArchiveSets", "Cache", "ChartRepositories", "Charts", "Diagnostics", "ImageAccess", "JSONPath",
                "Ledger", "MirrorConfiguration", "OCI", "Plans", "Resolution", "Scheduling", "Sections",
            ]
        ),

        // The plan and the record, as data; what makes, executes and keeps them.
        .target(name: "Plans", dependencies: ["Diagnostics", "OCI"]),
        .target(name: "Ledger", dependencies: ["Diagnostics", "OCI", "Plans"]),
        .target(name: "ClusterResources", dependencies: ["Diagnostics", "OCI", "Plans", "YAML"]),
        .target(
            name: "SequenceMetadata",
            dependencies: ["Archives", "ByteStreams", "Diagnostics", "Layers", "Ledger", "OCI", "Plans"]
        ),
        .target(
            name: "SequencedArchives",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Diagnostics", "OCI", "Plans", "Resolution", "Scheduling",
                "SequenceMetadata", .system,
            ]
        ),
        .target(
            name: "Planning",
            dependencies: [
                "ArchiveSets", "ClusterResources", "Diagnostics", "HTTPTransport", "ImageAccess", "Layouts", "Ledger",
                "OCI", "Plans", "Registry", "Resolution", "Scheduling", "SemanticVersions", "SequenceMetadata",
            ]
        ),
        .target(
            name: "Applying",
            dependencies: [
                "ArchiveSets", "ByteStreams", "Cache", "Diagnostics", "HTTPTransport", "ImageAccess", "Layouts", "OCI",
                "Plans", "Registry", "Scheduling", "SequenceMetadata", "SequencedArchives",
            ]
        ),
        .target(
            name: "Audit",
            dependencies: ["ClusterResources", "Diagnostics", "GitStore", "Ledger", "OCI", "Plans", "Scheduling"]
        ),

        .target(
            name: "Histories",
            dependencies: ["ArchiveSets", "Audit", "Diagnostics", "Ledger", "OCI", "Plans", "Scheduling"]
        ),
        .target(
            name: "Deletions",
            dependencies: [
                "Cache", "Diagnostics", "Ledger", "MirrorConfiguration", "OCI", "Planning", "Plans", "Registry",
                "Resolution", "Scheduling", "Sections",
            ]
        ),

        .target(
            name: "States",
            dependencies: [
                "Audit", "Diagnostics", "GitStore", "Ledger", "OCI", "Planning", "Plans", "Resolution", "Scheduling",
            ]
        ),

        // The steps put together.
        .target(
            name: "Runs",
            dependencies: [
                "Applying", "ArchiveSets", "Archives", "Audit", "ByteStreams", "CBuildRecord", "Cache", "Catalogs",
                "ChartRepositories", "Charts", "ClusterResources", "ConfigurationDrafts", "Cryptography", "Deletions",
                "Diagnostics", "Downloads", "GitStore", "HTTPTransport", "Histories", "Approvals",
                "ImageAccess", "ImageTrust", "Layers", "Layouts", "Ledger", "MirrorConfiguration", "MirroredCharts",
                "OCI", "OpenPGP",
                "Planning", "Plans", "Registry", "Releases", "Resolution", "Reviews", "Scheduling", "Sections",
                "SequenceMetadata", "SequencedArchives", "TrustPolicies", "YAML", .logging,
                "States",
            ]
        ),
        // The command lines of oc-mirror.
        .target(
            name: "Compatibility",
            dependencies: [
                "Applying", "Audit", "Catalogs", "ClusterResources", "Deletions", "Diagnostics", "Downloads",
                "GitStore", "Ledger",
                "MirrorConfiguration", "OCI", "Planning", "Plans", "Registry", "Releases", "Resolution", "Reviews",
                "Runs", "Scheduling", "SequenceMetadata", "SequencedArchives", "Views", "YAML", .logging,
            ]
        ),

        .target(name: "Reviews", dependencies: ["ClusterResources", "Diagnostics", "OCI", "Plans"]),
        .target(
            name: "ReviewPages",
            dependencies: ["Cryptography", "Diagnostics", "GraphLayout", "OCI", "Plans", "Reviews"]
        ),

        .target(
            name: "Views",
            dependencies: [
                "Applying", "ArchiveSets", "Audit", "Cache", "Catalogs", "Charts", "ConfigurationDrafts", "Deletions",
                "Diagnostics", "GitStore", "Histories", "Ledger", "MirrorConfiguration", "OCI", "Plans", "Releases",
                "Reviews", "Runs", "Scheduling", "Sections", "Resolution", "States",
            ]
        ),

        // What is wrong with a command line.
        .target(name: "Usage", dependencies: ["Diagnostics"]),

        .executableTarget(
            name: "mirror",
            dependencies: [
                "Applying", "Audit", "Cache", "Charts", "Compatibility", "Deletions", "Diagnostics", "Downloads",
                "Approvals",
                "GitStore", "Histories", "JSONPath", "Ledger", "MirrorConfiguration", "OCI", "Planning", "Plans",
                "Registry",
                "Releases", "Resolution",
                "ReviewPages", "Reviews", "Runs", "Scheduling", "SequencedArchives", "Usage", "Views", .arguments,
                .logging, .system, "States",
            ]
        ),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Diagnostics", "GitStore", "HTTPTransport", "Layouts", "OCI",
                "Plans", "Registry", "Scheduling", "SequenceMetadata", "SequencedArchives", "Usage",
            ],
            path: "Tests/TestSupport"
        ),
        .target(
            name: "HelmCases",
            dependencies: ["GoTemplate"],
            path: "Tests/HelmCases",
            exclude: ["Cases"]
        ),
        .testTarget(
            name: "ImageTrustTests",
            dependencies: [
                "Cryptography", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "ImageTrust", "OCI",
                "OpenPGP", "Plans", "Scheduling", "TestSupport", "TrustPolicies",
            ]
        ),
        .testTarget(
            name: "TrustPoliciesTests",
            dependencies: ["Diagnostics", "OCI", "TestSupport", "TrustPolicies"]
        ),
        .testTarget(
            name: "ApplyingTests",
            dependencies: [
                "Applying", "ArchiveSets", "Cache", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess",
                "Ledger", "OCI", "Planning", "Plans", "Registry", "Releases", "Resolution", "Scheduling", "TestSupport",
            ]
        ),
        .testTarget(
            name: "ArchiveSetsTests",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Diagnostics", "Layouts", "OCI", "Plans", "Scheduling",
                "TestSupport", .system,
            ]
        ),
        .testTarget(
            name: "ImageAccessTests",
            dependencies: [
                "ArchiveSets", "ByteStreams", "Diagnostics", "ImageAccess", "Layouts", "OCI", "Plans", "Registry",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ArchivesTests",
            dependencies: ["Archives", "ByteStreams", "Scheduling", "TestSupport"]
        ),
        .testTarget(
            name: "AuditTests",
            dependencies: [
                "Audit", "ClusterResources", "Diagnostics", "GitStore", "Ledger", "OCI", "Plans", "Scheduling",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ChartsTests",
            dependencies: [
                "Charts", "Diagnostics", "GoTemplate", "HelmCases", "JSONPath", "OCI", "TestSupport",
            ],
            exclude: ["Charts"]
        ),
        .testTarget(
            name: "CatalogsTests",
            dependencies: [
                "ArchiveSets", "Archives", "Cache", "Catalogs", "Diagnostics", "ImageAccess", "ImageBuilding",
                "JSONDocuments", "Layers", "Layouts", "MirrorConfiguration", "OCI", "Plans", "Registry", "Resolution",
                "Scheduling", "SequenceMetadata", "SequencedArchives", "TestSupport",
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "ClusterResourcesTests",
            dependencies: ["ClusterResources", "Diagnostics", "OCI", "Plans", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "ConfigurationDraftsTests",
            dependencies: ["ConfigurationDrafts", "Diagnostics", "MirrorConfiguration", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"]),
        .testTarget(
            name: "DeletionsTests",
            dependencies: [
                "Cache", "Catalogs", "Deletions", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "Layouts",
                "Ledger", "MirrorConfiguration", "OCI", "Planning", "Plans", "Registry", "Releases", "Resolution",
                "Scheduling", "Sections", "TestSupport",
            ]
        ),
        .testTarget(
            name: "DiagnosticsTests",
            dependencies: ["Diagnostics", "TestSupport", .system]
        ),
        .testTarget(
            name: "DownloadsTests",
            dependencies: ["ByteStreams", "Diagnostics", "Downloads", "HTTPTransport", "Scheduling", "TestSupport"]
        ),
        .testTarget(
            name: "GitStoreTests",
            dependencies: ["Diagnostics", "GitStore", "TestSupport"]
        ),
        .testTarget(name: "GraphLayoutTests", dependencies: ["GraphLayout"]),
        .testTarget(name: "GoTemplateTests", dependencies: ["GoTemplate", "HelmCases"]),
        .testTarget(
            name: "HTTPTransportTests",
            dependencies: ["ByteStreams", "HTTPTransport", "Scheduling", "TestSupport"],
            exclude: ["http2.py"]
        ),
        .testTarget(
            name: "StatesTests",
            dependencies: [
                "Audit", "Diagnostics", "GitStore", "Ledger", "OCI", "Planning", "Plans", "Resolution", "States",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "HistoriesTests",
            dependencies: [
                "ArchiveSets", "Audit", "Diagnostics", "Histories", "Ledger", "OCI", "Plans", "Scheduling",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ImageBuildingTests",
            dependencies: ["ImageAccess", "ImageBuilding", "Layouts", "OCI", "Registry", "TestSupport"]
        ),
        .testTarget(
            name: "MirroredChartsTests",
            dependencies: [
                "ArchiveSets", "Cache", "ChartRepositories", "Charts", "Diagnostics", "Downloads", "HTTPTransport",
                "ImageAccess", "Ledger", "MirrorConfiguration", "MirroredCharts", "OCI", "Plans", "Registry",
                "Resolution", "Sections", "TestSupport",
            ]
        ),
        .testTarget(
            name: "JSONDocumentsTests",
            dependencies: ["Diagnostics", "JSONDocuments", "TestSupport"]
        ),
        .testTarget(name: "JSONPathTests", dependencies: ["Diagnostics", "JSONPath", "YAML"]),
        .testTarget(
            name: "LayoutsTests",
            dependencies: ["ByteStreams", "Diagnostics", "Layouts", "OCI", "TestSupport"]
        ),
        .testTarget(
            name: "LayersTests",
            dependencies: ["Archives", "ByteStreams", "Layers", "OCI", "Scheduling", "TestSupport"]
        ),
        .testTarget(
            name: "ChartRepositoriesTests",
            dependencies: [
                "Archives", "ChartRepositories", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "OCI",
                "Registry", "Scheduling", "TestSupport",
            ]
        ),
        .testTarget(
            name: "CacheTests",
            dependencies: ["ByteStreams", "Cache", "Layouts", "OCI", "Scheduling", "TestSupport"]
        ),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Diagnostics", "Ledger", "OCI", "Plans", "TestSupport"]
        ),
        .testTarget(
            name: "MirrorConfigurationTests",
            dependencies: ["Diagnostics", "MirrorConfiguration", "OCI", "YAML", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "OCITests",
            dependencies: ["ByteStreams", "OCI", "Scheduling", "TestSupport"]
        ),
        .testTarget(name: "ApprovalsTests", dependencies: ["Approvals", "Diagnostics"]),
        .testTarget(
            name: "OpenPGPTests",
            dependencies: ["Diagnostics", "OpenPGP", "TestSupport"]
        ),
        .testTarget(
            name: "PlanningTests",
            dependencies: [
                "ArchiveSets", "Diagnostics", "Ledger", "OCI", "Planning", "Plans", "Resolution", "Scheduling",
                "SequenceMetadata", "TestSupport",
            ]
        ),
        .testTarget(
            name: "PlansTests",
            dependencies: ["Diagnostics", "OCI", "Plans", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "ByteStreams", "Diagnostics", "HTTPTransport", "OCI", "Registry", "Scheduling", "TestSupport", .logging,
            ]
        ),
        .testTarget(
            name: "RegularExpressionsTests",
            dependencies: ["RegularExpressions"]
        ),
        .testTarget(
            name: "ReleasesTests",
            dependencies: [
                "ArchiveSets", "Cache", "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess",
                "MirrorConfiguration", "OCI", "OpenPGP", "Plans", "Registry", "Releases", "Resolution", "Scheduling",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "ResolutionTests",
            dependencies: [
                "Diagnostics", "MirrorConfiguration", "OCI", "Plans", "Resolution", "Sections", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SequenceMetadataTests",
            dependencies: [
                "ByteStreams", "Diagnostics", "Ledger", "OCI", "Plans", "SequenceMetadata", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SequencedArchivesTests",
            dependencies: [
                "ArchiveSets", "Archives", "ByteStreams", "Diagnostics", "ImageAccess", "OCI", "Plans", "Resolution",
                "SequenceMetadata", "SequencedArchives", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SectionsTests",
            dependencies: [
                "Diagnostics", "Downloads", "HTTPTransport", "ImageAccess", "Ledger", "MirrorConfiguration", "OCI",
                "Plans", "Registry", "Resolution", "Sections", "TestSupport",
            ]
        ),
        .testTarget(
            name: "RunsTests",
            dependencies: [
                "Applying", "Approvals", "ArchiveSets", "Audit", "Cache", "Catalogs", "ChartRepositories", "Charts",
                "ClusterResources", "Deletions", "Diagnostics", "Downloads", "GitStore", "HTTPTransport", "ImageAccess",
                "Layouts",
                "Ledger", "MirrorConfiguration", "OCI",
                "Planning", "Plans", "Registry", "Releases", "Resolution", "Reviews", "Runs", "Scheduling", "Sections",
                "SequenceMetadata", "SequencedArchives", "TestSupport",
            ]
        ),
        .testTarget(
            name: "ReviewsTests",
            dependencies: ["ClusterResources", "Diagnostics", "OCI", "Plans", "Reviews", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "ReviewPagesTests",
            dependencies: [
                "Diagnostics", "GraphLayout", "OCI", "Plans", "ReviewPages", "Reviews", "Scheduling", "TestSupport",
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "SchedulingTests",
            dependencies: ["Diagnostics", "Scheduling", "TestSupport"]
        ),
        .testTarget(name: "SemanticVersionsTests", dependencies: ["SemanticVersions"]),
        .testTarget(
            name: "SprigTests",
            dependencies: ["GoTemplate", "HelmCases", "Sprig"]
        ),
        .testTarget(
            name: "YAMLTests",
            dependencies: ["Diagnostics", "YAML", "TestSupport"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "ViewsTests",
            dependencies: [
                "Applying", "ArchiveSets", "Audit", "Cache", "Catalogs", "Charts", "ConfigurationDrafts", "Deletions",
                "Diagnostics", "GitStore", "Histories", "Ledger", "MirrorConfiguration", "OCI", "Plans", "Releases",
                "Reviews", "Runs", "Scheduling", "Sections", "SequenceMetadata", "SequencedArchives", "TestSupport",
                "Views", "Resolution", "States",
            ]
        ),
        .testTarget(
            name: "CompatibilityTests",
            dependencies: [
                "Catalogs", "Compatibility", "Deletions", "Diagnostics", "Ledger", "MirrorConfiguration", "OCI",
                "Plans", "Releases", "Resolution", "Runs", "Scheduling", "SequenceMetadata", "SequencedArchives",
                "TestSupport", "Views", "YAML", .logging,
            ],
            exclude: ["Answers/Golden"]
        ),
        .testTarget(name: "UsageTests", dependencies: ["Diagnostics", "TestSupport", "Usage"]),
        .testTarget(
            name: "mirrorTests",
            dependencies: [
                "ArchiveSets", "Compatibility", "Diagnostics", "HTTPTransport", "Ledger", "MirrorConfiguration", "OCI",
                "Plans", "Registry", "Releases", "Reviews", "Scheduling", "SequenceMetadata", "SequencedArchives",
                "TestSupport", "Usage", "mirror",
            ],
            exclude: ["Fixtures", "Golden"]
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

extension Target.Dependency {
    static let arguments: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
    static let logging: Self = .product(name: "Logging", package: "swift-log")
    static let subprocess: Self = .product(name: "Subprocess", package: "swift-subprocess")
    static let system: Self = .product(name: "SystemPackage", package: "swift-system")
    static let toml: Self = .product(name: "TOMLKit", package: "TOMLKit")
}

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
