// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image that the configuration wants at a place of the target.
package struct DesiredImage: Sendable, Hashable {
    /// The image as it was asked for.
    package let origin: ImageSource
    package let type: ImageType
    package let destination: Destination
    /// The platforms that are wanted of a multi-platform image; empty for all.
    package let platforms: [Platform]
    /// What asks for it, such as `mirror.additionalImages[0]`, sorted.
    package let requestedBy: [String]
    /// Where it is asked for first: `path:line:column`.
    package let at: String?

    package init(
        origin: ImageSource,
        type: ImageType,
        destination: Destination,
        platforms: [Platform] = [],
        requestedBy: [String],
        at: String? = nil
    ) {
        self.origin = origin
        self.type = type
        self.destination = destination
        self.platforms = platforms
        self.requestedBy = requestedBy
        self.at = at
    }

    /// The reference of an image that lies on a registry.
    package var reference: ImageReference? {
        guard case .registry(let reference) = origin else { return nil }
        return reference
    }
}

/// Everything that a configuration wants at one target.
package struct DesiredState: Sendable, Equatable {
    package var configuration: ConfigurationRecord
    package var target: MirrorTarget
    /// Sorted by destination; no two are equal.
    package var images: [DesiredImage]
    package var checks: [Check]

    package init(
        configuration: ConfigurationRecord,
        target: MirrorTarget,
        images: [DesiredImage],
        checks: [Check] = []
    ) {
        self.configuration = configuration
        self.target = target
        self.images = images
        self.checks = checks
    }
}
