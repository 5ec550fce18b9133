// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The options of a deletion plan.
package struct DeletionChoices: Sendable {
    /// Whether images are also looked for under the tags of oc-mirror v1.
    package let findsVersionOneTags: Bool
    /// Whether releases on the way between channels are left out.
    package let exactChannels: Bool
    /// Reads the update graphs of a given plan; then no update service is asked.
    package let pinnedGraphs: (@Sendable () throws -> [GraphRecord])?
    /// Whether files about deleted images are removed from the cache.
    package let trimsCache: Bool
    /// Whether the files for clusters have an ImageContentSourcePolicy in place of mirror sets.
    package let icsp: Bool

    package init(
        findsVersionOneTags: Bool = false,
        exactChannels: Bool = false,
        pinnedGraphs: (@Sendable () throws -> [GraphRecord])? = nil,
        trimsCache: Bool = false,
        icsp: Bool = false
    ) {
        self.findsVersionOneTags = findsVersionOneTags
        self.exactChannels = exactChannels
        self.pinnedGraphs = pinnedGraphs
        self.trimsCache = trimsCache
        self.icsp = icsp
    }
}
