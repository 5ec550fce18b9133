// SPDX-License-Identifier: Apache-2.0

package import Plans

/// How releases are chosen and proven, as far as a plan does not tell it.
package struct ReleaseChoices: Sendable {
    /// Files with the keys that may sign releases.
    package let keys: [String]
    /// The fingerprints of the keys that are trusted; empty for all.
    package let fingerprints: [String]
    /// Reads the update graphs of a plan that is named; no update service is asked then.
    package let pinnedGraphs: (@Sendable () throws -> [GraphRecord])?
    /// Where the graph's data is downloaded.
    package let graphDataURL: String?
    /// The image that the graph's data is put on top of.
    package let graphBaseImage: String?
    /// An image with the graph's data that is copied as it is.
    package let graphImage: String?

    package init(
        keys: [String] = [],
        fingerprints: [String] = [],
        pinnedGraphs: (@Sendable () throws -> [GraphRecord])? = nil,
        graphDataURL: String? = nil,
        graphBaseImage: String? = nil,
        graphImage: String? = nil
    ) {
        self.keys = keys
        self.fingerprints = fingerprints
        self.pinnedGraphs = pinnedGraphs
        self.graphDataURL = graphDataURL
        self.graphBaseImage = graphBaseImage
        self.graphImage = graphImage
    }
}
