// SPDX-License-Identifier: Apache-2.0

/// The rules by which a configuration is read, and by which images are chosen from what it says.
///
/// They follow from the file's `apiVersion`. The same field may choose other images by other rules: with `minVersion`
/// alone, version one takes what lies on the update paths from that version to the head of the channel, and version two
/// takes every version from there.
package enum ConfigurationRules: Sendable, Hashable {
    /// The rules of oc-mirror v1, for a file in one of its formats.
    case versionOne(VersionOneFormat)
    /// The rules of oc-mirror v2.
    case versionTwo

    /// The version of the format, as `apiVersion` names it.
    package var apiVersion: String {
        switch self {
        case .versionOne(let format): "\(ConfigurationParser.group)/\(format.rawValue)"
        case .versionTwo: ConfigurationParser.apiVersion
        }
    }

    /// Whether these are the rules of oc-mirror v1.
    package var isVersionOne: Bool { self != .versionTwo }
}

/// The formats of oc-mirror v1.
package enum VersionOneFormat: String, Sendable, CaseIterable {
    /// The format of OpenShift 4.10: `mirror.ocp`, `headsOnly`, `startingVersion`.
    case alpha1 = "v1alpha1"
    /// The format since OpenShift 4.11: `mirror.platform`, `full`, `minVersion`.
    case alpha2 = "v1alpha2"
}
