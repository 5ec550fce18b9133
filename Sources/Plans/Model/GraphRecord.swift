// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An answer of an update service that a plan is based on; the cache keeps its bytes by digest.
package struct GraphRecord: Sendable, Hashable, Codable {
    /// The endpoint, without parameters.
    package var url: String
    package var channel: String
    package var architecture: String
    package var digest: Digest

    package init(url: String, channel: String, architecture: String, digest: Digest) {
        self.url = url
        self.channel = channel
        self.architecture = architecture
        self.digest = digest
    }
}
