// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The configuration that a plan was made from.
package struct ConfigurationRecord: Sendable, Equatable, Codable {
    /// The path inside the audit repository, or as it was given where it lies outside.
    package let path: String
    package let digest: Digest

    package init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }
}
