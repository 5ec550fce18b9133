// SPDX-License-Identifier: Apache-2.0

/// One update on a path.
package struct UpgradeHop: Sendable, Hashable, Codable {
    /// The release that is updated to.
    package let version: String
    /// A channel whose graph has the update.
    package let channel: String
    /// Whether the mirror set holds the release.
    package let isSelected: Bool
    /// What is known to go wrong for some clusters; empty for an update without conditions.
    package let risks: [UpgradeRisk]

    package init(version: String, channel: String, isSelected: Bool = true, risks: [UpgradeRisk] = []) {
        self.version = version
        self.channel = channel
        self.isSelected = isSelected
        self.risks = risks
    }

    /// The same update to a release that the mirror set does not hold.
    var outsideTheSet: UpgradeHop { UpgradeHop(version: version, channel: channel, isSelected: false, risks: risks) }

    enum CodingKeys: String, CodingKey {
        case version, channel, risks
        case isSelected = "selected"
    }
}
