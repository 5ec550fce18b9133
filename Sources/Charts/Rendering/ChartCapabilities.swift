// SPDX-License-Identifier: Apache-2.0

/// What the cluster can do for which a chart is rendered.
package struct ChartCapabilities: Sendable, Equatable {
    /// The version of Kubernetes when none is given.
    package static let usualKubeVersion = "v1.31.0"

    /// The version of Kubernetes, with a `v`.
    package let kubeVersion: String
    /// The versions of APIs that the cluster has beside the usual ones, such as `monitoring.coreos.com/v1`.
    package let apiVersions: [String]

    /// Describes a cluster; `kubeVersion` may have a `v` or not.
    package init(kubeVersion: String = ChartCapabilities.usualKubeVersion, apiVersions: [String] = []) {
        self.kubeVersion = kubeVersion.hasPrefix("v") ? kubeVersion : "v" + kubeVersion
        self.apiVersions = apiVersions
    }
}
