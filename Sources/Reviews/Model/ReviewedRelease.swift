// SPDX-License-Identifier: Apache-2.0

/// The release of a payload, and its signers.
package struct ReviewedRelease: Sendable, Equatable, Encodable {
    package let version: String
    package let architecture: String
    /// The fingerprints of the keys of verified signatures; empty if verification was waived.
    package let signers: [String]
    /// The updates that need it, such as `4.15.11 → 4.16.3`, if they are its only reason; sorted.
    package let ways: [String]
}
