// SPDX-License-Identifier: Apache-2.0

import Charts
import OCI

/// A chart at hand: read, and packaged as it travels.
struct LoadedChart: Sendable {
    let chart: Chart
    /// The packaged chart, which the cache keeps.
    let digest: Digest
    /// Its length in bytes.
    let size: Int64
    /// The image that holds it in a registry, pinned; `nil` for a chart that is in none.
    let image: ImageReference?

    var name: String { chart.metadata.name }

    var version: String { chart.metadata.version }

    /// What people call it: `web 1.2.3`.
    var title: String { "\(name) \(version)" }
}
