// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// The section `mirror.helm`: charts whose images are mirrored.
package struct HelmSection: Sendable {
    package let repositories: [HelmRepository]
    package let local: [LocalChart]
    /// Where the section begins.
    package let location: SourceLocation

    /// Whether the section names anything.
    var asksForCharts: Bool { !repositories.isEmpty || !local.isEmpty }
}

/// An element of `mirror.helm.repositories`.
package struct HelmRepository: Sendable {
    package let name: String
    package let url: String
    /// The charts to take; `nil`, unlike an empty list, means every version of every chart.
    package let charts: [RepositoryChart]?
    /// Where the repository's name stands.
    package let location: SourceLocation
}

/// An element of `mirror.helm.repositories[].charts`.
package struct RepositoryChart: Sendable {
    package let name: String
    /// The version to take; the newest stable one if none is named.
    package let version: Located<String>?
    /// JSONPath expressions that find images in what the chart renders.
    package let imagePaths: [Located<String>]
    /// The platforms to mirror; all of them if none is named.
    package let platforms: [Platform]
    /// Where the chart's name stands.
    package let location: SourceLocation
}

/// An element of `mirror.helm.local`: a chart in a directory or a `.tgz`.
package struct LocalChart: Sendable {
    /// What the chart is called in messages.
    package let name: String?
    package let path: String
    /// JSONPath expressions that find images in what the chart renders.
    package let imagePaths: [Located<String>]
    /// The platforms to mirror; all of them if none is named.
    package let platforms: [Platform]
    /// Where the path stands.
    package let location: SourceLocation
}
