// SPDX-License-Identifier: Apache-2.0

/// The releases of one processor that two plans want differently.
package struct ComparedReleases: Sendable, Equatable, Encodable {
    /// The processor, or `multi`.
    package let architecture: String
    package let added: [String]
    package let dropped: [String]
    /// The number of releases that both plans want.
    package let staying: Int
}
