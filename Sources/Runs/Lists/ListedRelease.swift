// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Releases

/// A release as one line of a list.
package struct ListedRelease: Sendable {
    package let channel: String
    package let architecture: ReleaseArchitecture
    package let node: UpdateGraph.Node

    package init(channel: String, architecture: ReleaseArchitecture, node: UpdateGraph.Node) {
        self.channel = channel
        self.architecture = architecture
        self.node = node
    }
}

extension Sequence<ListedRelease> {
    /// The channels of the releases, by kind, then by number, so that `stable-4.9` precedes `stable-4.10`; names without a
    /// number come last.
    package var channelNames: [String] {
        let names = Set(flatMap { $0.node.channels + [$0.channel] })
        let numbered = names.compactMap { ChannelName($0) }.sorted().map(\.description)
        return numbered + names.filter { ChannelName($0) == nil }.sorted()
    }
}
