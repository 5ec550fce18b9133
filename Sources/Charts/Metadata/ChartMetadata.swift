// SPDX-License-Identifier: Apache-2.0

/// What `Chart.yaml` says.
package struct ChartMetadata: Sendable, Equatable {
    package var apiVersion = ""
    package var name = ""
    package var version = ""
    package var kubeVersion = ""
    package var description = ""
    package var type = ""
    package var home = ""
    package var icon = ""
    package var appVersion = ""
    package var condition = ""
    package var tags = ""
    package var deprecated = false
    package var keywords: [String]?
    package var sources: [String]?
    package var maintainers: [ChartMaintainer]?
    package var annotations: [String: String]?
    package var dependencies: [ChartDependency]?

    /// The lists that have an element that is null: `maintainers`, `dependencies`.
    var listsWithNull: Set<String> = []

    package init() {}
}

/// Somebody who maintains a chart.
package struct ChartMaintainer: Sendable, Equatable {
    package var name = ""
    package var email = ""
    package var url = ""

    package init() {}
}

/// An entry of `dependencies` in `Chart.yaml` or `requirements.yaml`.
package struct ChartDependency: Sendable, Equatable {
    package var name = ""
    package var version = ""
    package var repository = ""
    package var condition = ""
    package var alias = ""
    package var tags: [String]?
    package var importValues: [ChartValue]?
    package var enabled = false

    package init() {}
}
