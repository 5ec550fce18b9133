// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
package import Resolution

/// What oc-mirror v1 recorded of the release channels of its last run.
///
/// Its next run takes a channel of heads from where it began, and keeps the updates that lead from the releases of the run
/// before to those that are asked for now.
package struct EarlierReleases: Sendable, Hashable {
    package struct Channel: Sendable, Hashable {
        /// The release at which the channel began; `nil` for one of which more than heads was taken.
        package let beginning: SemanticVersion?
        /// The lowest release of the last run.
        package let lowest: SemanticVersion?
        /// The highest release of the last run.
        package let highest: SemanticVersion?

        package init(
            beginning: SemanticVersion? = nil,
            lowest: SemanticVersion? = nil,
            highest: SemanticVersion? = nil
        ) {
            self.beginning = beginning
            self.lowest = lowest
            self.highest = highest
        }
    }

    /// The channels, by name.
    package let channels: [String: Channel]

    package init(_ channels: [String: Channel] = [:]) { self.channels = channels }

    /// Makes what oc-mirror v1 would record after a run that selected releases for a section, which has this name.
    package init(_ platform: PlatformSection, section: String = "mirror.platform", _ releases: [SelectedRelease]) {
        var channels: [String: Channel] = [:]
        for (index, channel) in platform.channels.enumerated() {
            let wish = ReadChannel.wish(index, channel.name, in: section)
            let versions = releases.filter { $0.requestedBy.contains(wish) }.map(\.version)
            guard let lowest = versions.min(), let highest = versions.max() else { continue }
            channels[channel.name] = Channel(
                beginning: channel.takesHeads ? channel.minVersion?.value ?? lowest : nil,
                lowest: lowest,
                highest: highest
            )
        }
        self.init(channels)
    }
}

extension EarlierReleases {
    /// The channels of a section as metadata records them, in its order.
    package func chosen(by platform: PlatformSection) -> [ChosenContent.ReleaseChannel] {
        platform.channels.compactMap { channel in
            guard let found = channels[channel.name] else { return nil }
            return ChosenContent.ReleaseChannel(
                name: channel.name,
                beginning: found.beginning?.description ?? "",
                lowest: found.lowest?.description ?? "",
                highest: found.highest?.description ?? ""
            )
        }
    }
}

extension ReleaseChannel {
    /// Whether oc-mirror v1 records where the channel begins, and takes it from there to the head the next time.
    fileprivate var takesHeads: Bool {
        !full && versions.isEmpty && (minVersion == nil || maxVersion == nil)
    }
}
