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

    private var channels: [String] { releases.channelNames }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(headings: ["CHANNEL"], rows: channels.map { [$0] }, style: style, isTerminal: isTerminal)
    }

    package func json() throws -> String { try CanonicalJSON.text(of: channels) }
}
