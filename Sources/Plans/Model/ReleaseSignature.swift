// SPDX-License-Identifier: Apache-2.0

/// A verified signature of a release.
package struct ReleaseSignature: Sendable, Hashable, Codable {
    /// The fingerprint of the primary key, in hexadecimal digits.
    package let fingerprint: String
    /// The signed OpenPGP message in Base64, as clusters get it.
    package let message: String

    package init(fingerprint: String, message: String) {
        self.fingerprint = fingerprint
        self.message = message
    }
}
