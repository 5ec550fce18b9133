// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A chart that was rendered for a plan, and the images that were found in it.
///
/// Later plans know from it which images a chart brought, without rendering it again: a repository may be gone, and values
/// may have changed.
package struct ChartRecord: Sendable, Hashable, Codable {
    /// The address of its repository without credentials, or the path of a local chart, as the configuration has it.
    package let source: String
    package let name: String
    package let version: String
    /// The packaged chart (`.tgz`).
    package let digest: Digest
    /// What it was rendered with: values and options; absent where the chart was rendered as it is.
    package let inputs: Digest?
    /// The images as the chart names them, sorted.
    package let images: [String]

    package init(
        source: String,
        name: String,
        version: String,
        digest: Digest,
        inputs: Digest? = nil,
        images: [String] = []
    ) {
        self.source = source
        self.name = name
        self.version = version
        self.digest = digest
        self.inputs = inputs
        self.images = images
    }

    /// The name of the packaged chart in the cache, and behind it in archives.
    package static func cacheName(of digest: Digest) -> String {
        "charts/\(digest.algorithm.rawValue)/\(digest.hex).tgz"
    }
}
