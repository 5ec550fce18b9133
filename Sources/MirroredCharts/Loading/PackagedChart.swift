// SPDX-License-Identifier: Apache-2.0

import Charts
import OCI

/// A packaged chart, which the cache keeps.
struct PackagedChart: Sendable {
    let metadata: ChartMetadata
    let digest: Digest
    /// Its length in bytes.
    let size: Int64
    /// The image that holds it in a registry, pinned; `nil` for a chart that is in none.
    let image: ImageReference?

    var name: String { metadata.name }

    var version: String { metadata.version }

    /// What people call it: `web 1.2.3`.
    var title: String { "\(name) \(version)" }
}
