// SPDX-License-Identifier: Apache-2.0

package import Plans

/// How a plan of deletions is made.
package struct DeletionChoices: Sendable {
    /// Whether images are found under the tags that oc-mirror v1 gave them, too.
    package let findsVersionOneTags: Bool
    /// Whether releases on the way between channels are left out.
    package let exactChannels: Bool
    /// Reads the update graphs of a plan that is named; no update service is asked then.
    package let pinnedGraphs: (@Sendable () throws -> [GraphRecord])?
    /// Whether the cache loses what it has of the deleted images.
    package let trimsCache: Bool

    package init(
        findsVersionOneTags: Bool = false,
        exactChannels: Bool = false,
        pinnedGraphs: (@Sendable () throws -> [GraphRecord])? = nil,
        trimsCache: Bool = false
    ) {
        self.findsVersionOneTags = findsVersionOneTags
        self.exactChannels = exactChannels
        self.pinnedGraphs = pinnedGraphs
        self.trimsCache = trimsCache
    }
}
