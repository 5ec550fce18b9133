// SPDX-License-Identifier: Apache-2.0

/// The section `mirror` of a v1alpha2 configuration, as the metadata records it.
package struct MirrorSection: Sendable, Hashable {
    package let platform: RecordedPlatform
    package let catalogs: [ConfiguredCatalog]
    /// The names of the additional images.
    package let additionalImages: [String]
    package let helm: RecordedHelm
    /// The patterns of blocked images.
    package let blockedImages: [String]
    /// The names of the samples, which oc-mirror accepts and does nothing with.
    package let samples: [String]

    package init(
        platform: RecordedPlatform = RecordedPlatform(),
        catalogs: [ConfiguredCatalog] = [],
        additionalImages: [String] = [],
        helm: RecordedHelm = RecordedHelm(),
        blockedImages: [String] = [],
        samples: [String] = []
    ) {
        self.platform = platform
        self.catalogs = catalogs
        self.additionalImages = additionalImages
        self.helm = helm
        self.blockedImages = blockedImages
        self.samples = samples
    }
}

/// What a configuration asks for of releases.
package struct RecordedPlatform: Sendable, Hashable {
    package let mirrorsGraph: Bool
    package let channels: [ReleaseChannel]
    package let architectures: [String]

    package init(mirrorsGraph: Bool = false, channels: [ReleaseChannel] = [], architectures: [String] = []) {
        self.mirrorsGraph = mirrorsGraph
        self.channels = channels
        self.architectures = architectures
    }

    /// A release channel; a bound that is not given is empty.
    package struct ReleaseChannel: Sendable, Hashable {
        package let name: String
        /// `ocp` or `okd`.
        package let type: String
        package let minVersion: String
        package let maxVersion: String
        package let usesShortestPath: Bool
        package let isFull: Bool

        package init(
            name: String,
            type: String = "ocp",
            minVersion: String = "",
            maxVersion: String = "",
            usesShortestPath: Bool = false,
            isFull: Bool = false
        ) {
            self.name = name
            self.type = type
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.usesShortestPath = usesShortestPath
            self.isFull = isFull
        }
    }
}

/// The charts that a configuration asks for.
package struct RecordedHelm: Sendable, Hashable {
    package let repositories: [Repository]
    package let local: [Chart]

    package init(repositories: [Repository] = [], local: [Chart] = []) {
        self.repositories = repositories
        self.local = local
    }

    package struct Repository: Sendable, Hashable {
        package let name: String
        package let url: String
        /// `nil` stands for every chart.
        package let charts: [Chart]?

        package init(name: String, url: String, charts: [Chart]? = nil) {
            self.name = name
            self.url = url
            self.charts = charts
        }
    }

    /// A chart; a text that is not given is empty.
    package struct Chart: Sendable, Hashable {
        package let name: String
        package let version: String
        package let path: String
        package let imagePaths: [String]

        package init(name: String, version: String = "", path: String = "", imagePaths: [String] = []) {
            self.name = name
            self.version = version
            self.path = path
            self.imagePaths = imagePaths
        }
    }
}
