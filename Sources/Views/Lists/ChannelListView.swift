// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Releases
package import Reviews
package import Runs

/// The channels of releases.
package struct ChannelListView: ListView {
    private let releases: [ListedRelease]

    package init(releases: [ListedRelease]) {
        self.releases = releases
    }

    /// By kind, then by number, so that `stable-4.9` precedes `stable-4.10`; names without a number come last.
    private var channels: [String] {
        let names = Set(releases.flatMap { $0.node.channels + [$0.channel] })
        let numbered = names.compactMap { ChannelName($0) }.sorted().map(\.description)
        return numbered + names.filter { ChannelName($0) == nil }.sorted()
    }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(headings: ["CHANNEL"], rows: channels.map { [$0] }, style: style, isTerminal: isTerminal)
    }

    package func json() throws -> String { try CanonicalJSON.text(of: channels) }
}
