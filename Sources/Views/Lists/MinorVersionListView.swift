// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Releases
package import Reviews

/// The minor versions in the tags of payloads, sorted by number.
package struct MinorVersionListView: ListView {
    private let tags: [String]

    package init(tags: [String]) {
        self.tags = tags
    }

    private var versions: [String] { MinorVersion.named(in: tags).map(\.description) }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(headings: ["VERSION"], rows: versions.map { [$0] }, style: style, isTerminal: isTerminal)
    }

    package func json() throws -> String { try CanonicalJSON.text(of: versions) }
}
