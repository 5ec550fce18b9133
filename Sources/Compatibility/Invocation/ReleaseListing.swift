// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
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
