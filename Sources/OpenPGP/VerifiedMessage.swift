// SPDX-License-Identifier: Apache-2.0

/// A message whose signature was verified, with its signer.
package struct VerifiedMessage: Sendable, Equatable {
    /// The signed text.
    package let body: [UInt8]
    /// The fingerprint of the primary key, in upper-case hexadecimal digits.
    package let fingerprint: String

    package init(body: [UInt8], fingerprint: String) {
        self.body = body
        self.fingerprint = fingerprint
    }
}
