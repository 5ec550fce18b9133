// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// What a plan changes for those who use the mirror, why, and what it costs.
package struct ReviewedChanges: Sendable, Equatable, Encodable {
    /// The id of the plan that was applied before; absent for a first plan, and for one that does not tell.
    package let since: Digest?
    /// The causes, in the order of their cases; empty where the plan does not tell them.
    package let causes: [CauseTotal]
    /// The operators that change, sorted by catalog and name.
    package let operators: [OperatorChange]
    /// The catalogs whose channels are known, sorted by destination.
    package let catalogs: [ReviewedCatalog]
    /// The releases that change, sorted by processor.
    package let releases: [ReleaseChange]
    /// The sources, sorted by name.
    package let sources: [SourceTotal]
    /// The largest downloads, at most ten, the largest first.
    package let largest: [ReviewedDownload]
    package let sharing: SharedLayers
}
