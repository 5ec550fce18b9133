// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI

/// The pinned catalogs, and the files that were written.
package struct PinOutcome: Sendable {
    package let configuration: ImageSetConfiguration
    /// The digests by the catalogs' positions.
    package let digests: [Int: Digest]
    /// The files that were written; none if the configuration has no catalogs.
    package let written: [String]
    package let pinnedPath: String
    package let deletionPath: String
    /// A template that the pinned configuration looks for in another folder than the configuration does.
    package let strayTemplate: String?

    package init(
        configuration: ImageSetConfiguration,
        digests: [Int: Digest],
        written: [String],
        pinnedPath: String,
        deletionPath: String,
        strayTemplate: String? = nil
    ) {
        self.configuration = configuration
        self.digests = digests
        self.written = written
        self.pinnedPath = pinnedPath
        self.deletionPath = deletionPath
        self.strayTemplate = strayTemplate
    }
}
