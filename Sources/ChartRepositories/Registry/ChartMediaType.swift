// SPDX-License-Identifier: Apache-2.0

package import OCI

extension MediaType {
    /// The configuration of a chart in a registry: its `Chart.yaml` as JSON.
    package static let chartConfiguration = Self(rawValue: "application/vnd.cncf.helm.config.v1+json")
    /// The packaged chart.
    package static let chartContent = Self(rawValue: "application/vnd.cncf.helm.chart.content.v1.tar+gzip")
    /// The packaged chart, as early versions of Helm pushed it.
    static let formerChartContent = Self(rawValue: "application/tar+gzip")
}
