// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An answer of an update service that a plan is based on; the cache keeps its bytes by digest.
package struct GraphRecord: Sendable, Hashable, Codable {
    /// The endpoint, without parameters.
    package let url: String
    package let channel: String
    package let architecture: String
    package let digest: Digest

    package init(url: String, channel: String, architecture: String, digest: Digest) {
        self.url = url
        self.channel = channel
        self.architecture = architecture
        self.digest = digest
    }
}
