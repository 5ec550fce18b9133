// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// The section `mirror.helm`: charts whose images are mirrored.
package struct HelmSection: Sendable {
    package let repositories: [HelmRepository]
    package let local: [LocalChart]
    /// The beginning of the section.
    package let location: SourceLocation

    /// Whether the section names any chart.
    var asksForCharts: Bool { !repositories.isEmpty || !local.isEmpty }
}

/// An element of `mirror.helm.repositories`.
package struct HelmRepository: Sendable {
    package let name: String
    package let url: String
    /// The charts to take; `nil`, unlike an empty list, means every version of every chart.
    package let charts: [RepositoryChart]?
    /// The place of the repository's name.
    package let location: SourceLocation
}

/// An element of `mirror.helm.repositories[].charts`.
package struct RepositoryChart: Sendable {
    package let name: String
    /// The version to take; without one, the newest stable version.
    package let version: Located<String>?
    /// JSONPath expressions that find images in the rendered chart.
    package let imagePaths: [Located<String>]
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]
    /// The place of the chart's name.
    package let location: SourceLocation
}

/// An element of `mirror.helm.local`: a chart in a directory or a `.tgz`.
package struct LocalChart: Sendable {
    /// The chart's name in messages.
    package let name: String?
    package let path: String
    /// JSONPath expressions that find images in the rendered chart.
    package let imagePaths: [Located<String>]
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]
    /// The place of the path.
    package let location: SourceLocation
}
