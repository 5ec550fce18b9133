// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// The section `mirror.platform`: the releases of OpenShift to mirror.
package struct PlatformSection: Sendable {
    /// Whether the update graph is mirrored too.
    package let graph: Bool
    package let channels: [ReleaseChannel]
    /// The processors whose releases are mirrored, as written; empty means `amd64`.
    package let architectures: [Located<ReleaseArchitecture>]
    /// The platforms to mirror of multi-architecture releases; empty means all.
    package let platforms: [Platform]
    /// The only release to mirror, instead of those of the channels.
    package let release: Located<ImageReference>?
    /// Whether the disk image for virtual machines is mirrored too.
    package let kubeVirtContainer: Bool
    /// The beginning of the section.
    package let location: SourceLocation
}

/// An element of `mirror.platform.channels`.
package struct ReleaseChannel: Sendable {
    package let name: String
    package let type: ReleaseChannelType
    package let minVersion: Located<SemanticVersion>?
    package let maxVersion: Located<SemanticVersion>?
    /// The only releases to mirror, which `v1alpha1` lists one by one; empty means that the other fields choose.
    package let versions: [Located<SemanticVersion>]
    /// Whether only the releases on the shortest update path between the two versions are mirrored.
    package let shortestPath: Bool
    /// Whether all releases of the channel are mirrored.
    package let full: Bool
    /// The place of the channel's name.
    package let location: SourceLocation
}

/// The product of a channel's releases.
package enum ReleaseChannelType: String, Sendable, CaseIterable {
    case ocp
    case okd
}

/// A processor for which releases are made; `multi` is one release for all of them.
package enum ReleaseArchitecture: String, Sendable, CaseIterable {
    case amd64
    case arm64
    case ppc64le
    case s390x
    case multi
}
