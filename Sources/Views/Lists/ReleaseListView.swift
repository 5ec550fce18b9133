// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Releases
package import Reviews
package import Runs

/// The releases of a channel, from the lowest to the highest.
package struct ReleaseListView: ListView {
    private let releases: [ListedRelease]

    package init(releases: [ListedRelease]) {
        self.releases = releases
    }

    private struct Line: Encodable {
        var channel: String
        var architecture: String
        var version: String
        var payload: String
        var channels: [String]
    }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["VERSION", "ARCHITECTURE", "PAYLOAD"],
            rows: releases.map { ["\($0.node.version)", $0.architecture.rawValue, "\($0.node.payload)"] },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String {
        let lines = releases.map { release in
            Line(
                channel: release.channel,
                architecture: release.architecture.rawValue,
                version: "\(release.node.version)",
                payload: "\(release.node.payload)",
                channels: release.node.channels
            )
        }
        return try CanonicalJSON.text(of: lines)
    }
}
