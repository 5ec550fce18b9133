// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

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
    /// The address of the repository, or `oci://` and the place of charts in a registry.
    package let url: String
    /// The charts to take; `nil`, unlike an empty list, means every version of every chart.
    package let charts: [RepositoryChart]?
    /// The place of the repository's name.
    package let location: SourceLocation
}

/// An element of `mirror.helm.repositories[].charts`.
package struct RepositoryChart: Sendable {
    package let name: String
    /// The version to take, or a constraint; without one, the newest stable version.
    package let version: Located<String>?
    package let choices: ChartChoices
    /// The place of the chart's name.
    package let location: SourceLocation
}

/// An element of `mirror.helm.local`: a chart in a directory or a `.tgz`, or one in a registry.
package struct LocalChart: Sendable {
    /// The chart's name in messages.
    package let name: String?
    /// A path, relative to the folder of the configuration, or `oci://` and a reference.
    package let path: String
    /// The version or the constraint for a chart in a registry.
    package let version: Located<String>?
    package let choices: ChartChoices
    /// The place of the path.
    package let location: SourceLocation
}
