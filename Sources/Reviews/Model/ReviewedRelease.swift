// SPDX-License-Identifier: Apache-2.0

/// Which release a payload is, and who signed it.
package struct ReviewedRelease: Sendable, Equatable, Encodable {
    package let version: String
    package let architecture: String
    /// The fingerprints of the keys of verified signatures; none where verifying was waived.
    package let signers: [String]
    /// The updates that lead over it, such as `4.15.11 → 4.16.3`, where that is the only reason for it; sorted.
    package let ways: [String]
}
