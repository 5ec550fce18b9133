// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An answer of an update service that a plan is based on; the cache keeps its bytes by digest.
package struct GraphRecord: Sendable, Hashable, Codable {
    /// The endpoint, without parameters.
    package internal(set) var url: String
    package internal(set) var channel: String
    package internal(set) var architecture: String
    package internal(set) var digest: Digest

    package init(url: String, channel: String, architecture: String, digest: Digest) {
        self.url = url
        self.channel = channel
        self.architecture = architecture
        self.digest = digest
    }
}
