// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// What a configuration says beside a chart: how it is rendered, and what is mirrored of it.
struct ChartSettings: Sendable {
    /// Paths that find further images in the rendered chart.
    let imagePaths: [Located<String>]
    /// The platforms to mirror; empty means all.
    let platforms: [Platform]
    /// Files with values, in order.
    var valuesFiles: [Located<String>] = []
    /// Values in the configuration, which win over those of files, as YAML.
    var values: [UInt8]?
    var release = ChartRelease()
    /// Whether the chart itself is kept at the target.
    var travels = false
}
