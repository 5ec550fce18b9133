// SPDX-License-Identifier: Apache-2.0

/// The key that made a signature, and whose it is according to the key file.
package struct KeyHolder: Sendable, Equatable {
    /// The fingerprint of the primary key, in upper-case hexadecimal digits.
    package let fingerprint: String
    /// The mail addresses of the key's user ids that are not revoked.
    package let addresses: [String]
}
