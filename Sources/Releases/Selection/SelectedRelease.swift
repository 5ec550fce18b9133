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
    /// What asks for it, sorted: `mirror.platform.channels[0] (stable-4.16)`, and for a release on the way between
    /// channels the hop, `… > path 4.15.9 → 4.16.3`.
    package let requestedBy: [String]
    /// Where it is asked for first: `path:line:column`.
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
