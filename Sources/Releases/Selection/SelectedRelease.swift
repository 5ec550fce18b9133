// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
package import OCI

/// A release that the channels of a configuration ask for.
package struct SelectedRelease: Sendable, Hashable {
    package let product: ReleaseChannelType
    package let version: SemanticVersion
    package let architecture: ReleaseArchitecture
    /// The payload, pinned by digest.
    package let payload: ImageReference
    /// The parts of the configuration that ask for it, sorted: `mirror.platform.channels[0] (stable-4.16)`; for a
    /// release on the path between channels the hop, `… > path 4.15.9 → 4.16.3`.
    package let requestedBy: [String]
    /// The place that asks for it first: `path:line:column`.
    package let at: SourceLocation?

    package init(
        product: ReleaseChannelType,
        version: SemanticVersion,
        architecture: ReleaseArchitecture,
        payload: ImageReference,
        requestedBy: [String],
        at: SourceLocation?
    ) {
        self.product = product
        self.version = version
        self.architecture = architecture
        self.payload = payload
        self.requestedBy = requestedBy
        self.at = at
    }
}
