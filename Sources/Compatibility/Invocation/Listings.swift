// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI
package import Releases

/// What `list releases` lists.
package enum ReleaseListing: Sendable, Equatable {
    /// The minor versions that exist.
    case minorVersions
    /// The channels of a minor version.
    case channels(MinorVersion, [ReleaseArchitecture])
    /// The releases of the stable channel of a minor version.
    case stable(MinorVersion, [ReleaseArchitecture])
    /// The releases of a channel.
    case channel(String, [ReleaseArchitecture])
}

/// What `list operators` lists.
package enum OperatorListing: Sendable, Equatable {
    /// The minor versions that catalogs are published for.
    case versions
    /// The catalogs that are published for a minor version.
    case catalogs(MinorVersion)
    /// The operators of a catalog.
    case operators(of: ImageSource)
    /// The channels of an operator.
    case channels(of: String, in: ImageSource)
    /// The versions of a channel of an operator.
    case versionsOf(channel: String, of: String, in: ImageSource)
}

/// What `init` prints.
package struct ConfigurationTemplate: Sendable, Equatable {
    package let format: OutputFormat
    /// The image for the metadata; a local folder without it.
    package let metadataImage: ImageReference?
}
