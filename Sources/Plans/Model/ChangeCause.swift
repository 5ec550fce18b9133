// SPDX-License-Identifier: Apache-2.0

/// What brought about a change of the target.
package enum ChangeCause: String, Sendable, Hashable, Codable, CaseIterable {
    /// The configuration, its options or its file, asks for something else than the last plan did.
    case configuration
    /// The tag, the catalog, the update graph or the chart moved at its source.
    case upstream
    /// Somebody put something else at the target since the last apply.
    case drift
    /// The ledger has the image, and the target does not.
    case repair
}
