// SPDX-License-Identifier: Apache-2.0

import Charts
import OCI

/// A chart at hand: read, and packaged as it travels.
struct LoadedChart: Sendable {
    let chart: Chart
    let package: PackagedChart

    init(_ chart: Chart, digest: Digest, size: Int64, image: ImageReference? = nil) {
        self.chart = chart
        package = PackagedChart(metadata: chart.metadata, digest: digest, size: size, image: image)
    }
}
