// SPDX-License-Identifier: Apache-2.0

package import OCI

/// One version of a chart in the index of a repository.
package struct IndexedChart: Sendable, Hashable {
    package let name: String
    /// As the index writes it, so that tags and addresses are found again.
    package let version: String
    /// Where the packaged chart is, absolute or relative to the repository; the first one counts.
    package let urls: [String]
    /// The SHA-256 of the packaged chart, if the index gives it.
    package let digest: Digest?
    /// Whether it is a library, which has no images of its own.
    package let isLibrary: Bool
    /// Whether the repository says that it should not be used any more.
    package let isDeprecated: Bool
    /// Why this version cannot be used; it matters only to those who ask for it.
    package let problem: String?

    package init(
        name: String,
        version: String,
        urls: [String] = [],
        digest: Digest? = nil,
        isLibrary: Bool = false,
        isDeprecated: Bool = false,
        problem: String? = nil
    ) {
        self.name = name
        self.version = version
        self.urls = urls
        self.digest = digest
        self.isLibrary = isLibrary
        self.isDeprecated = isDeprecated
        self.problem = problem
    }
}
